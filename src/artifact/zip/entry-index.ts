import { hash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../cache/write-atomically.ts';
import type { Method } from './zip-format.ts';

/**
 * Where in a finished zip the packed form of a content lies. Rows are sorted by the content's sha256 and searched in
 * place, so that opening an index of 15,000 rows costs a read and no parsing.
 */
export interface IndexRow {
  /** Hex, of the uncompressed content. */
  readonly sha256: string;
  readonly offset: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly crc32: number;
  /** Of the packed bytes: damage is noticed before they are copied. */
  readonly packedCrc32: number;
  readonly method: Method;
}

export interface EntryIndex {
  readonly zipPath: string;
  /** Shared with the workers without copying. */
  readonly rows: Uint8Array<SharedArrayBuffer>;
}

const SHA_BYTES = 32;
const ROW_BYTES = SHA_BYTES + 24;

export function writeIndex(path: string, rows: readonly IndexRow[]): void {
  const sorted = rows.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : a.sha256 > b.sha256 ? 1 : 0));
  const body = Buffer.alloc(sorted.length * ROW_BYTES);
  for (const [at, row] of sorted.entries()) encodeRow(body, at * ROW_BYTES, row);
  writeAtomically(path, Buffer.concat([hash('sha256', body, 'buffer'), body]));
}

/** The newest indexes whose zips are there; damaged ones are passed over. */
export function openIndexes(folder: string, most: number): EntryIndex[] {
  return listNewest(folder)
    .slice(0, most)
    .flatMap((path) => openIndex(path) ?? []);
}

function listNewest(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith('.index'))
    .map((name) => join(folder, name))
    .map((path) => ({ path, at: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .toSorted((a, b) => b.at - a.at || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}

export function openIndex(path: string): EntryIndex | undefined {
  const zipPath = path.replace(/\.index$/, '.zip');
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch {
    return undefined;
  }
  const body = file.subarray(SHA_BYTES);
  if (body.length % ROW_BYTES !== 0 || !hash('sha256', body, 'buffer').equals(file.subarray(0, SHA_BYTES)))
    return undefined;
  const rows = new Uint8Array(new SharedArrayBuffer(body.length));
  rows.set(body);
  return { zipPath, rows };
}

/** Binary search. */
export function findRow(rows: Uint8Array, sha256: string): IndexRow | undefined {
  const view = Buffer.from(rows.buffer, rows.byteOffset, rows.length);
  const wanted = Buffer.from(sha256, 'hex');
  let low = 0;
  let high = rows.length / ROW_BYTES - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const at = middle * ROW_BYTES;
    const order = view.compare(wanted, 0, SHA_BYTES, at, at + SHA_BYTES);
    if (order === 0) return decodeRow(view, at, sha256);
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

function encodeRow(body: Buffer, at: number, row: IndexRow): void {
  body.write(row.sha256, at, 'hex');
  body.writeUInt32LE(row.offset, at + SHA_BYTES);
  body.writeUInt32LE(row.packedBytes, at + SHA_BYTES + 4);
  body.writeUInt32LE(row.bytes, at + SHA_BYTES + 8);
  body.writeUInt32LE(row.crc32, at + SHA_BYTES + 12);
  body.writeUInt32LE(row.packedCrc32, at + SHA_BYTES + 16);
  body.writeUInt16LE(row.method, at + SHA_BYTES + 20);
}

function decodeRow(body: Buffer, at: number, sha256: string): IndexRow {
  return {
    sha256,
    offset: body.readUInt32LE(at + SHA_BYTES),
    packedBytes: body.readUInt32LE(at + SHA_BYTES + 4),
    bytes: body.readUInt32LE(at + SHA_BYTES + 8),
    crc32: body.readUInt32LE(at + SHA_BYTES + 12),
    packedCrc32: body.readUInt32LE(at + SHA_BYTES + 16),
    method: body.readUInt16LE(at + SHA_BYTES + 20) === 0 ? 0 : 8,
  };
}
