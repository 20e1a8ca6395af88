import { createHash } from 'node:crypto';

/** First 16 hex digits of the text's sha256: enough to tell apart, short enough for a description. */
export function textDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The same of a value's JSON with sorted keys: equal values give equal digests. */
export function digestOf(value: unknown): string {
  return textDigest(canonicalJson(value));
}

export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
