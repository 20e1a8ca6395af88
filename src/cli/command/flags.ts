import { wrongUsage } from '../../errors/catalogue/cli-errors.ts';

/** What was typed behind the command, by the long name of its option. */
export interface Flags {
  readonly has: (name: string) => boolean;
  readonly text: (name: string) => string | undefined;
  /** Whole number of 0 or more. */
  readonly wholeNumber: (name: string) => number | undefined;
}

export function makeFlags(values: Readonly<Record<string, unknown>>): Flags {
  const text = (name: string): string | undefined => {
    const value = values[toCamelCase(name)];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    has: (name) => values[toCamelCase(name)] === true,
    text,
    wholeNumber: (name) => {
      const value = text(name);
      if (value === undefined) return undefined;
      if (/^\d+$/.test(value)) return Number(value);
      throw wrongUsage(`--${name} must be a whole number`, `It is ${JSON.stringify(value)}.`, [`--${name} 30`]);
    },
  };
}

/** Commander keeps `--dry-run` as `dryRun`. */
const toCamelCase = (name: string): string => name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
