import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { isSafe } from './check-entries.ts';
import { broken, type ListedEntry, type ReadRange } from './read-directory.ts';
import { DEFLATED, LOCAL_BYTES, LOCAL_SIGNATURE, MAX_BYTES, STORED } from './zip-format.ts';

/** Refuses what a reader could be led astray by. Lambda would say "could not unzip", after the upload. */
export function checkListed(entries: readonly ListedEntry[]): void {
  const seen = new Set<string>();
  for (const entry of entries) {
    const name = JSON.stringify(entry.path);
    if (!isSafe(entry.path) || entry.path.includes('\\'))
      throw broken(`entry ${name} would leave the folder it is unpacked into`);
    if (seen.has(entry.path)) throw broken(`entry ${name} is there twice`);
    if (entry.isEncrypted) throw broken(`entry ${name} is encrypted`);
    if (entry.method !== STORED && entry.method !== DEFLATED)
      throw broken(`entry ${name} is compressed by method ${entry.method}; Lambda knows stored and deflated`);
    if (entry.bytes === MAX_BYTES) throw broken(`entry ${name} uses the zip64 extension`);
    seen.add(entry.path);
  }
}

/** Sha256 of every file's content, in order; reads everything once. Throws BROKEN_ZIP at the first damaged one. */
export async function verifyContents(
  path: string,
  entries: readonly ListedEntry[],
  read: ReadRange,
): Promise<Map<string, string>> {
  const contents = new Map<string, string>();
  for (const entry of entries) if (!entry.isFolder) contents.set(entry.path, await verifyEntry(path, entry, read));
  return contents;
}

async function verifyEntry(path: string, entry: ListedEntry, read: ReadRange): Promise<string> {
  const header = Buffer.from(await read(entry.headerOffset, LOCAL_BYTES));
  const name = JSON.stringify(entry.path);
  if (header.length < LOCAL_BYTES || header.readUInt32LE(0) !== LOCAL_SIGNATURE)
    throw broken(`entry ${name} is not where it should be`);
  const start = entry.headerOffset + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  const digest = new Digest(entry.bytes);
  try {
    if (entry.bytes <= SMALL_BYTES) digest.add(unpack(entry, await read(start, entry.packedBytes)));
    else await unpackStream(path, entry, start, digest);
  } catch (error) {
    if (!isDamage(error)) throw error;
    throw broken(`entry ${name} is damaged: ${(error as Error).message}`);
  }
  if (digest.bytes !== entry.bytes || digest.crc32 !== entry.crc32)
    throw broken(`entry ${name} is damaged: its checksum differs`);
  return digest.sha256();
}

/** Up to this size a stream costs more than what it saves. */
const SMALL_BYTES = 1024 * 1024;
const TOO_MUCH = 'ERR_BUFFER_TOO_LARGE';

class Digest {
  readonly #sha256 = createHash('sha256');
  readonly #declared: number;
  bytes = 0;
  crc32 = 0;

  constructor(declaredBytes: number) {
    this.#declared = declaredBytes;
  }

  /** A few bytes may unpack to gigabytes: what was declared is the limit. */
  add(block: Uint8Array): void {
    this.bytes += block.length;
    if (this.bytes > this.#declared) throw Object.assign(new Error('it holds more than it says'), { code: TOO_MUCH });
    this.crc32 = crc32(block, this.crc32);
    this.#sha256.update(block);
  }

  sha256(): string {
    return this.#sha256.digest('hex');
  }
}

function unpack({ method, bytes }: ListedEntry, packed: Uint8Array): Uint8Array {
  return method === DEFLATED ? inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) }) : packed;
}

async function unpackStream(path: string, entry: ListedEntry, start: number, digest: Digest): Promise<void> {
  const packed = createReadStream(path, { start, end: start + Math.max(0, entry.packedBytes - 1) });
  const unpacker = entry.method === DEFLATED ? createInflateRaw() : new PassThrough();
  await pipeline(packed, unpacker, async (blocks: AsyncIterable<Buffer>) => {
    for await (const block of blocks) digest.add(block);
  });
}

function isDamage(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return code.startsWith('Z_') || code === TOO_MUCH;
}
