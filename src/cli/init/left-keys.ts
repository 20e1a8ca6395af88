import type { Settings } from './draft.ts';

/** Keys of the other tool's file that were neither read nor are without meaning to ship: none is lost without a word. */
export function leftKeys(written: Settings, handled: readonly string[]): readonly string[] {
  return Object.keys(written).filter((key) => !handled.includes(key) && isSaid(written[key]));
}

const isSaid = (value: unknown): boolean => value !== undefined && value !== null && value !== false;
