import type * as z from 'zod';
import { configSchema } from '../schema/config-schema.ts';
import { explainIssues, fallbackMessage } from './explain-issue.ts';
import { type ConfigPath, type Mistake, renderMistake } from './mistake.ts';
import { refuseUnsupported } from './not-supported.ts';
import { prune } from './prune.ts';
import { standIns, withNames, withWrittenNames } from './stand-in-names.ts';

export type ParsedConfig = z.output<typeof configSchema>;

export interface SchemaVerdict {
  readonly mistakes: readonly Mistake[];
  /** What is right in the config, for the rules; undefined when too little is left. */
  readonly config: ParsedConfig | undefined;
  /** Some names were not allowed: what was checked in their stead, and the way back to what is written. */
  readonly asIf?: { readonly written: unknown; readonly restore: (mistake: Mistake) => Mistake };
}

/**
 * Checks every key and value by itself; what is wrong is reported once and left out of the result. What has a name that
 * is not allowed goes on under another one, so that everything in it is checked too.
 */
export function checkSchema(written: unknown): SchemaVerdict {
  const refused = refuseUnsupported(written);
  const first = parse(withoutMistakes(written, refused));
  const names = standIns(first.wrongKeys);
  if (names.length === 0) return { mistakes: [...refused, ...first.mistakes], config: configOf(first) };
  const asIf = withNames(written, names);
  const second = parse(withoutMistakes(asIf, refused));
  const inside = second.mistakes.map((mistake) => withWrittenNames(mistake, names));
  const known = new Set(first.mistakes.map(renderMistake));
  return {
    mistakes: [...refused, ...first.mistakes, ...inside.filter((mistake) => !known.has(renderMistake(mistake)))],
    config: configOf(second),
    asIf: { written: asIf, restore: (mistake) => withWrittenNames(mistake, names) },
  };
}

const configOf = ({ config, value, mistakes }: Parsed): ParsedConfig | undefined => config ?? salvage(value, mistakes);

interface Parsed extends SchemaVerdict {
  readonly value: unknown;
  /** Places whose last key is a name that is not allowed. */
  readonly wrongKeys: readonly ConfigPath[];
}

function parse(value: unknown): Parsed {
  const result = configSchema.safeParse(value, { error: fallbackMessage, reportInput: true });
  if (result.success) return { value, mistakes: [], wrongKeys: [], config: result.data };
  const { issues } = result.error;
  const wrongKeys = issues.filter(({ code }) => code === 'invalid_key').map(({ path }) => path as ConfigPath);
  return { value, mistakes: explainIssues(issues), wrongKeys, config: undefined };
}

// Leaving something out may leave its owner without what it needs, so this goes on until the rest is right.
function salvage(value: unknown, mistakes: readonly Mistake[]): ParsedConfig | undefined {
  if (mistakes.some(({ path }) => path.length === 0 || (path.length === 1 && path[0] === 'services'))) return undefined;
  const next = parse(withoutMistakes(value, mistakes));
  return next.config ?? salvage(next.value, next.mistakes);
}

function withoutMistakes(value: unknown, mistakes: readonly Mistake[]): unknown {
  return prune(
    value,
    mistakes.map((mistake) => mistake.path),
  );
}
