import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** `AROA` + 17 characters, as AWS's unique ids. */
export function newId(prefix: 'AROA' | 'ANPA' | 'ASIA', length = 17): string {
  return prefix + [...randomBytes(length)].map((byte) => ALPHABET[byte % 32]).join('');
}
