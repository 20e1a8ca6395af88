import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { writeAtomically } from './write-atomically.ts';

/** Writes a value with a checksum, so that a reader may trust its shape: only this tool's own writing passes. */
export function writeSealed(path: string, value: unknown): void {
  const text = JSON.stringify(value);
  writeAtomically(path, `${seal(text)}\n${text}`);
}

/** The value as it was written; undefined when it is absent, damaged or of another format. */
export function readSealed(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  return end > 0 && text.slice(0, end) === seal(body) ? JSON.parse(body) : undefined;
}

/** Against damage, not against people: a cryptographic hash would take longer to load than the rest. */
function seal(text: string): string {
  return `${text.length}-${crc32(text)}`;
}
