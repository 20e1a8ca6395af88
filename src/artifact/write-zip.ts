import { createWriteStream } from 'node:fs';
import { readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipArchive } from 'archiver';
import type { FileEntry } from './file-set.ts';

/** DOS time knows nothing before 1980; any constant will do. */
const EPOCH = new Date('1980-01-01T00:00:00Z');

/** The same entries give the same bytes: sorted, one date, modes 644 and 755, level 6. */
export async function writeZip(entries: readonly FileEntry[], file: string): Promise<void> {
  const archive = new ZipArchive({ zlib: { level: 6 } });
  const written = pipeline(archive, createWriteStream(file));
  for (const { path, executable, from } of entries) {
    const content = from.kind === 'memory' ? from.content : readFileSync(from.path);
    archive.append(content, { name: path, date: EPOCH, mode: executable ? 0o755 : 0o644 });
  }
  await archive.finalize();
  await written;
}
