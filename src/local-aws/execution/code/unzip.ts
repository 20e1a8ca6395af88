import { chmodSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { open, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { crc32, inflateRaw, inflateRawSync } from 'node:zlib';
import { safeLinkTarget, safePath } from './safe-path.ts';
import { readAt, readZipDirectory, type ZipRecord } from './zip-directory.ts';

const inflate = promisify(inflateRaw);
const nextTurn = promisify(setImmediate);

const LOCAL_HEADER_BYTES = 30;
const LOCAL_SIGNATURE = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const WINDOW_BYTES = 4 * 1024 * 1024;
/** Up to this size inflating on the spot costs less than a trip to another thread. */
const SMALL_BYTES = 128 * 1024;
const LARGEST_PIECE_BYTES = 64 * 1024 * 1024;
const CHECKED_AT_ONCE_BYTES = 1024 * 1024;
/** Requests wait no longer than this for a thousand small files. */
const SLICE_MS = 4;

/**
 * Writes the archive's content below `root`, which exists. Later archives overwrite earlier ones (layers). The executable
 * bit is kept, nothing is writable afterwards. Throws on a damaged archive and on entries that would leave the root.
 */
export async function unzip(zipPath: string, root: string): Promise<void> {
  const file = await open(zipPath, 'r');
  try {
    await writeEntries(file, root);
  } finally {
    await file.close();
  }
}

async function writeEntries(file: FileHandle, root: string): Promise<void> {
  const entries = await readZipDirectory(file);
  const folders = new Set<string>();
  const links: [path: string, target: string][] = [];
  const rest = startSlices();
  for await (const { entry, record } of readRecords(file, entries)) {
    const path = safePath(entry.name);
    ensureFolder(root, entry.kind === 'directory' ? path : dirname(path), folders);
    if (entry.kind === 'link') links.push([path, safeLinkTarget(path, (await unpack(entry, record)).toString('utf8'))]);
    else if (entry.kind === 'file') await writeEntry(entry, record, join(root, path));
    await rest();
  }
  // Links come last, so that no entry is ever written through one.
  for (const [path, target] of links) {
    rmSync(join(root, path), { recursive: true, force: true });
    symlinkSync(target, join(root, path));
  }
}

/** Reads in windows of some MB: thousands of small records are one read. */
async function* readRecords(
  file: FileHandle,
  entries: readonly ZipRecord[],
): AsyncGenerator<{ entry: ZipRecord; record: Buffer }> {
  const end = entries.at(-1)?.endOffset ?? 0;
  let window: Buffer = Buffer.alloc(0);
  let start = 0;
  for (const entry of entries) {
    if (entry.endOffset > start + window.length) {
      start = entry.localHeaderAt;
      const wanted = Math.max(entry.endOffset - start, Math.min(WINDOW_BYTES, end - start));
      window = await readAt(file, start, wanted);
    }
    yield { entry, record: window.subarray(entry.localHeaderAt - start, entry.endOffset - start) };
  }
}

function packedData(entry: ZipRecord, record: Buffer): Buffer {
  if (record.length < LOCAL_HEADER_BYTES || record.readUInt32LE(0) !== LOCAL_SIGNATURE)
    throw new Error(`The zip entry ${JSON.stringify(entry.name)} is damaged.`);
  const start = LOCAL_HEADER_BYTES + record.readUInt16LE(26) + record.readUInt16LE(28);
  return record.subarray(start, start + entry.compressedBytes);
}

async function unpack(entry: ZipRecord, record: Buffer): Promise<Buffer> {
  const packed = packedData(entry, record);
  if (entry.method !== STORED && entry.method !== DEFLATED)
    throw new Error(`Zip method ${entry.method} of ${entry.name}.`);
  const data = entry.method === DEFLATED ? await inflated(packed, entry.sizeBytes) : packed;
  if (data.length !== entry.sizeBytes || (await checksum(data)) !== entry.crc32)
    throw new Error(`The zip entry ${JSON.stringify(entry.name)} is damaged: its checksum differs.`);
  return data;
}

/** A turn of the event loop for each MB. */
async function checksum(data: Buffer): Promise<number> {
  let sum = 0;
  for (let at = 0; at < data.length; at += CHECKED_AT_ONCE_BYTES) {
    if (at > 0) await nextTurn();
    sum = crc32(data.subarray(at, at + CHECKED_AT_ONCE_BYTES), sum);
  }
  return sum;
}

/** The size that the directory declares is a limit too: a bomb stops there. */
async function inflated(packed: Buffer, bytes: number): Promise<Buffer> {
  // One piece, where possible: joining many copies everything once more, on this thread.
  const chunkSize = Math.min(bytes + 64, LARGEST_PIECE_BYTES);
  const options = { maxOutputLength: Math.max(bytes, 1), chunkSize };
  return bytes <= SMALL_BYTES ? inflateRawSync(packed, options) : inflate(packed, options);
}

async function writeEntry(entry: ZipRecord, record: Buffer, path: string): Promise<void> {
  const data = await unpack(entry, record);
  const mode = (entry.unixMode & 0o111) !== 0 ? 0o555 : 0o444;
  if (lstatSync(path, { throwIfNoEntry: false })) rmSync(path, { recursive: true, force: true });
  if (data.length <= SMALL_BYTES) writeFileSync(path, data, { mode });
  else await writeFile(path, data, { mode });
  // The process's umask may have taken bits away.
  chmodSync(path, mode);
}

function ensureFolder(root: string, path: string, known: Set<string>): void {
  if (known.has(path) || path === '.') return;
  ensureFolder(root, dirname(path), known);
  const folder = join(root, path);
  const existing = lstatSync(folder, { throwIfNoEntry: false });
  if (existing && !existing.isDirectory()) rmSync(folder);
  if (!existing?.isDirectory()) mkdirSync(folder);
  known.add(path);
}

/** Lets everything else run after each slice of work. */
function startSlices(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await nextTurn();
    since = performance.now();
  };
}
