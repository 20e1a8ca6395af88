import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { ParsedConfig, SchemaVerdict } from '../check/check-schema.ts';

/**
 * The schema's verdict. Loading the schema takes longer than all the rest of a start, and most starts see a value that
 * was found right before: the schema changes nothing of it, so the value itself is then the result.
 */
export async function fitsSchema(written: unknown, memory: string): Promise<SchemaVerdict> {
  const state = stateOf(written);
  if (state !== undefined && state === readMemory(memory)) return { mistakes: [], config: written as ParsedConfig };
  const { checkSchema } = await import('../check/check-schema.ts');
  const verdict = checkSchema(written);
  if (state !== undefined && verdict.mistakes.length === 0) remember(memory, state);
  return verdict;
}

/**
 * Of the value and of the schema: the name of the bundled module that this stands in follows the content of everything
 * that it imports. Undefined when either is not known by it: run from sources, or a value that JSON cannot say.
 * A checksum, since values may be secrets, read in both directions: 64 bits, in a tenth of the time that loading a
 * cryptographic hash takes.
 */
function stateOf(written: unknown): string | undefined {
  if (import.meta.url.endsWith('.ts') || !isPlain(written)) return undefined;
  const text = Buffer.from(`${import.meta.url}\n${JSON.stringify(written)}`);
  return [text.length, crc32(text), crc32(text.toReversed())].join('-');
}

export function isPlain(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return Object.keys(value).length === value.length && value.every(isPlain);
  const isRecord = Object.getPrototypeOf(value) === Object.prototype && !('toJSON' in value);
  return (
    isRecord && Reflect.ownKeys(value).every((key) => typeof key === 'string') && Object.values(value).every(isPlain)
  );
}

function readMemory(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // It was never written: the schema is asked.
  }
}

function remember(path: string, state: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, state);
  } catch {
    return; // A folder that cannot be written to: the next start asks the schema again.
  }
}
