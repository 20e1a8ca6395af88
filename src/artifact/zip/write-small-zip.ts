import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { hash } from 'node:crypto';
import { toWriteError } from '../cache/write-atomically.ts';
import type { FileEntry } from '../collect/file-entry.ts';
import { readSource } from './read-source.ts';
import { modeOf, type EntryDigest } from './written-zip.ts';

/** An entry with its content at hand. */
export interface LoadedEntry extends EntryDigest {
  readonly entry: FileEntry;
  readonly content: Uint8Array;
}

/** The first moment that a zip can name; archiver writes it in UTC, whatever the machine's time zone. */
const EPOCH = new Date('1980-01-01T00:00:00Z');
const LEVEL = 6;
/** More than most bundles take packed: each is then deflated at one go, without asking this thread for more room. */
const OUTPUT_BYTES = 512 * 1024;

export function loadEntry(entry: FileEntry): LoadedEntry {
  const { from, path, bytes } = entry;
  if (from.kind === 'link') throw new Error(`${path} is a link`);
  if (from.kind === 'memory') return { entry, path, sha256: from.sha256, content: from.read() };
  const content = readSource({ path: from.path, stat: from.stat, bytes });
  return { entry, path, sha256: hash('sha256', content, 'hex'), content };
}

/** A few files, such as a bundle and its assets. Archiver costs half a millisecond an entry, so it is wrong for trees. */
export async function writeSmallZip(path: string, entries: readonly LoadedEntry[]): Promise<void> {
  const { ZipArchive } = await import('archiver');
  const archive = new ZipArchive({ zlib: { level: LEVEL, chunkSize: OUTPUT_BYTES } });
  const written = pipeline(archive, createWriteStream(path));
  for (const { entry, content } of entries)
    archive.append(Buffer.from(content.buffer, content.byteOffset, content.byteLength), {
      name: entry.path,
      date: EPOCH,
      mode: modeOf(entry) & 0o777,
    });
  try {
    await Promise.all([archive.finalize(), written]);
  } catch (error) {
    throw toWriteError(error, path);
  }
}
