import type { CacheFolder } from './cache-folder.ts';
import { readSealed, writeSealed } from './sealed-json.ts';

interface Remembered {
  readonly state: string;
  readonly value: unknown;
}

/**
 * What was worked out about files in this state, or worked out now. An empty state is one that cannot be trusted.
 * The value must be plain data.
 */
export function remembered<Value>(
  cache: CacheFolder,
  about: { readonly name: readonly string[]; readonly state: string },
  workOut: () => Value,
): Value {
  const path = cache.record(...about.name);
  const record = cache.reads && about.state !== '' ? (readSealed(path) as Remembered | undefined) : undefined;
  if (record?.state === about.state) return record.value as Value;
  const value = workOut();
  if (about.state !== '') writeSealed(path, { state: about.state, value } satisfies Remembered);
  return value;
}
