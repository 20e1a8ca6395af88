import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FileEntry } from './file-set.ts';

/** Hex sha256 over path, mode and content of every entry, in order: what it holds, whatever zlib makes of it. */
export function contentDigest(entries: readonly FileEntry[]): string {
  const all = createHash('sha256');
  for (const { path, executable, from } of entries) {
    const content = from.kind === 'memory' ? from.content : readFileSync(from.path);
    all.update(`${path}\0${executable ? 'x' : '-'}\0${createHash('sha256').update(content).digest('hex')}\n`);
  }
  return all.digest('hex');
}
