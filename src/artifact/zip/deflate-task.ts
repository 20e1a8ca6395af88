import { hash, createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { WINDOW_BYTES, deflatePiece, isIncompressible, pack, type Piece } from './deflate-content.ts';
import { findRow, type IndexRow } from './entry-index.ts';
import { readSource, withSource, type SourceFile } from './read-source.ts';
import type { Method } from './zip-format.ts';

/** Work that needs no more than its own words: done here or in a worker thread, with the same bytes as a result. */
export type DeflateTask =
  | { readonly kind: 'pack-files'; readonly files: readonly SourceFile[]; readonly indexes: 'use' | 'ignore' }
  | { readonly kind: 'pack-content'; readonly content: Uint8Array }
  | { readonly kind: 'digest'; readonly file: SourceFile }
  | { readonly kind: 'deflate-piece'; readonly file: SourceFile; readonly piece: Piece };

export interface DeflateReply {
  /** One per file, in order. */
  readonly contents: readonly PackedContent[];
  /** Of `pack-files` and `pack-content`: the packed data one after the other. Of `deflate-piece`: the piece. */
  readonly data: Uint8Array;
}

export interface PackedContent {
  readonly sha256: string;
  readonly crc32: number;
  readonly method: Method;
  readonly packedBytes: number;
  /** Lies packed in the zip of this index already; nothing of it is in `data`. */
  readonly found?: { readonly index: number; readonly row: IndexRow };
}

const READ_BYTES = 1024 * 1024;
const NOTHING = new Uint8Array(0);

export function runDeflateTask(task: DeflateTask, indexes: readonly Uint8Array[]): DeflateReply {
  if (task.kind === 'pack-files') return packFiles(task.files, task.indexes === 'use' ? indexes : []);
  if (task.kind === 'digest') return { contents: [digestFile(task.file)], data: NOTHING };
  if (task.kind === 'deflate-piece') return { contents: [], data: readAndDeflate(task.file, task.piece) };
  const { content, data } = packContent(task.content);
  return { contents: [content], data };
}

function packFiles(files: readonly SourceFile[], indexes: readonly Uint8Array[]): DeflateReply {
  const contents: PackedContent[] = [];
  const pieces: Uint8Array[] = [];
  for (const file of files) {
    const content = readSource(file);
    const sha256 = hash('sha256', content, 'hex');
    const found = findContent(indexes, sha256);
    if (found) {
      const { crc32, method, packedBytes } = found.row;
      contents.push({ sha256, crc32, method, packedBytes, found });
      continue;
    }
    const packed = packContent(content, sha256);
    contents.push(packed.content);
    pieces.push(packed.data);
  }
  return { contents, data: join(pieces) };
}

export function findContent(indexes: readonly Uint8Array[], sha256: string): PackedContent['found'] {
  for (const [index, rows] of indexes.entries()) {
    const row = findRow(rows, sha256);
    if (row) return { index, row };
  }
  return undefined;
}

function packContent(
  content: Uint8Array,
  sha256 = hash('sha256', content, 'hex'),
): { content: PackedContent; data: Uint8Array } {
  const { method, data } = pack(content);
  return { content: { sha256, crc32: crc32(content), method, packedBytes: data.length }, data };
}

/** Of a file too large to be held as a whole. `packedBytes` is known only when it is stored. */
function digestFile(file: SourceFile): PackedContent {
  return withSource(file, (read) => {
    const sha256 = createHash('sha256');
    let checksum = 0;
    for (let at = 0; at < file.bytes; at += READ_BYTES) {
      const block = read(at, Math.min(READ_BYTES, file.bytes - at));
      sha256.update(block);
      checksum = crc32(block, checksum);
    }
    const stored = isIncompressible(file.bytes, read);
    return {
      sha256: sha256.digest('hex'),
      crc32: checksum,
      method: stored ? 0 : 8,
      packedBytes: stored ? file.bytes : 0,
    };
  });
}

function readAndDeflate(file: SourceFile, { offset, length, isLast }: Piece): Uint8Array {
  const back = Math.min(WINDOW_BYTES, offset);
  const block = readSource(file, { offset: offset - back, length: back + length });
  return deflatePiece(block.subarray(back), { dictionary: block.subarray(0, back), isLast });
}

/** Own memory, so that a worker can hand it over instead of copying it. */
function join(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
