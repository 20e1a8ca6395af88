import { readFileSync } from 'node:fs';
import { quickSum } from './quick-sum.ts';
import { writeAtomically } from './write-atomically.ts';

/** Of the first line: what follows lies as the checksum's words do. */
const SEAL_BYTES = 32;

/** Writes a value with a checksum, so that a reader may trust its shape: only this tool's own writing passes. */
export function writeSealed(path: string, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  writeAtomically(path, Buffer.concat([Buffer.from(seal(body)), body]));
}

/** The value as it was written; undefined when it is absent, damaged or of another format. */
export function readSealed(path: string): unknown {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch {
    return undefined;
  }
  const body = file.subarray(SEAL_BYTES);
  return file.toString('latin1', 0, SEAL_BYTES) === seal(body) ? JSON.parse(body.toString('utf8')) : undefined;
}

function seal(body: Buffer): string {
  return `${`${body.length}-${quickSum(body)}`.padEnd(SEAL_BYTES - 1)}\n`;
}
