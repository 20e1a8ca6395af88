import type * as z from 'zod';
import { configSchema } from '../schema/config-schema.ts';
import { explainIssues, fallbackMessage } from './explain-issue.ts';
import type { Mistake } from './mistake.ts';
import { refuseUnsupported } from './not-supported.ts';
import { prune } from './prune.ts';

export type ParsedConfig = z.output<typeof configSchema>;

export interface SchemaVerdict {
  readonly mistakes: readonly Mistake[];
  /** What is right in the config, for the rules; undefined when too little is left. */
  readonly config: ParsedConfig | undefined;
}

/** Checks every key and value by itself; what is wrong is reported once and left out of the result. */
export function checkSchema(written: unknown): SchemaVerdict {
  const refused = refuseUnsupported(written);
  const first = parse(withoutMistakes(written, refused));
  return { mistakes: [...refused, ...first.mistakes], config: first.config ?? salvage(first.value, first.mistakes) };
}

interface Parsed extends SchemaVerdict {
  readonly value: unknown;
}

function parse(value: unknown): Parsed {
  const result = configSchema.safeParse(value, { error: fallbackMessage, reportInput: true });
  if (result.success) return { value, mistakes: [], config: result.data };
  return { value, mistakes: explainIssues(result.error.issues), config: undefined };
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
