import type { Stats } from 'node:fs';

/** Equal keys: the same file, not written to since. The change time cannot be set back, unlike the modification time. */
export function statKey({ size, mtimeMs, ctimeMs, ino }: Stats): string {
  return `${size}:${mtimeMs}:${ctimeMs}:${ino}`;
}

export function changedAtMs(key: string): number {
  const first = key.indexOf(':') + 1;
  const second = key.indexOf(':', first) + 1;
  return Math.max(Number(key.slice(first, second - 1)), Number(key.slice(second, key.lastIndexOf(':'))));
}

/** A file written this shortly before it was looked at may be written to again without its times moving: a clock tick. */
export const RACY_MS = 20;
