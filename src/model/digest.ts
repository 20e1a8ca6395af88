import { createHash } from 'node:crypto';

/** First 16 hex digits of the text's sha256: enough to tell apart, short enough for a description. */
export function textDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The same of a value's JSON with sorted keys: equal values give equal digests. */
export function digestOf(value: unknown): string {
  return textDigest(canonicalJson(value));
}

/** JSON in which equal values are written alike. */
export function canonicalJson(value: unknown): string {
  // Not by a replacer, which is called for every key: this is asked for thousands of times, and takes a third as long.
  return JSON.stringify(withSortedKeys(value));
}

function withSortedKeys(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if ('toJSON' in value && typeof value.toJSON === 'function') return withSortedKeys(value.toJSON());
  // Without a prototype, so that a key called __proto__ is one as any other.
  const sorted = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(value).toSorted()) sorted[key] = withSortedKeys((value as typeof sorted)[key]);
  return sorted;
}
