import type * as z from 'zod';
import { functionSchema, settingsSchema } from '../schema/function-schema.ts';
import { didYouMean } from './did-you-mean.ts';
import type { ConfigPath, Mistake } from './mistake.ts';

type Issue = z.core.$ZodIssue;

/** What zod found, in our words: one mistake per unknown key, and of a union the alternative that was meant. */
export function explainIssues(issues: readonly Issue[], base: ConfigPath = []): readonly Mistake[] {
  const withUnknownKeys = new Set(issues.filter((issue) => issue.code === 'unrecognized_keys').map(placeOf));
  // An object whose only keys are unknown ones is not said to be empty too.
  const meant = issues.filter((issue) => issue.code !== 'custom' || !withUnknownKeys.has(placeOf(issue)));
  return meant.flatMap((issue) => explainIssue(issue, base));
}

function placeOf(issue: Issue): string {
  return JSON.stringify(issue.path);
}

function explainIssue(issue: Issue, base: ConfigPath): readonly Mistake[] {
  const path = [...base, ...(issue.path as ConfigPath)];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey([...path, key], key, issue.message));
  if (issue.code === 'invalid_key') return [{ path, message: issue.issues[0]?.message ?? 'is not a valid key' }];
  if (issue.code === 'invalid_union') return explainUnion(issue, path);
  if (issue.code === 'custom') return [{ path, message: issue.message }];
  if (issue.code === 'too_big' && Array.isArray(issue.input))
    return [{ path, message: issue.message, got: String(issue.input.length) }];
  return [{ path, message: issue.message, ...got(issue.input, path) }];
}

/** Messages for what the schema itself says nothing about; for unknown keys only the known ones, see `unknownKey`. */
export function fallbackMessage(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'unrecognized_keys') return knownKeys(issue.inst).join(' ');
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is required';
  if (issue.code === 'invalid_type') return `must be ${nouns[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `must be ${oneOf(issue.values)}${suggestion(issue.input, issue.values)}`;
  if (issue.code === 'invalid_union' && Array.isArray(issue['options'])) return `must be ${oneOf(issue['options'])}`;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  return 'is not valid here';
}

const nouns: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function unknownKey(path: ConfigPath, key: string, known: string): Mistake {
  const candidates = known.split(' ');
  const suggestion = placeInFunction(key, candidates) ?? didYouMean(key, candidates);
  return {
    path,
    message: `is not a known key${suggestion === '' ? `; known are ${candidates.join(', ')}` : suggestion}`,
  };
}

/** What is a function's, written beside its functions: who has one function thinks of it as the service. */
function placeInFunction(key: string, candidates: readonly string[]): string | undefined {
  if (!candidates.includes('functions') || !Object.hasOwn(functionSchema.shape, key)) return undefined;
  const places = Object.hasOwn(settingsSchema.shape, key)
    ? 'main, functions.<key> or, for all, defaults'
    : 'main or functions.<key>';
  return ` here; it belongs into ${places}`;
}

// The alternative that was meant: of the right type at all, then the one with the fewest mistakes.
function explainUnion(issue: Issue & { code: 'invalid_union' }, path: ConfigPath): readonly Mistake[] {
  const meant = issue.errors
    .filter((issues) => !issues.some((inner) => inner.path.length === 0 && inner.code !== 'unrecognized_keys'))
    .toSorted((a, b) => weight(a) - weight(b))[0];
  if (meant !== undefined) return explainIssues(meant, path);
  const discriminator = 'discriminator' in issue ? String(issue.discriminator) : undefined;
  const wrong = discriminator === undefined ? issue.input : memberOf(issue.input, discriminator);
  return [{ path, message: issue.message, ...got(wrong, path) }];
}

function weight(issues: readonly Issue[]): number {
  const counts = issues.map((issue) => (issue.code === 'unrecognized_keys' ? issue.keys.length : 1));
  return counts.reduce((sum, count) => sum + count, 0);
}

function oneOf(values: readonly unknown[]): string {
  const texts = values.map((value) => JSON.stringify(value));
  return texts.length === 1 ? String(texts[0]) : `one of ${texts.join(', ')}`;
}

function suggestion(input: unknown, values: readonly unknown[]): string {
  return typeof input === 'string'
    ? didYouMean(
        input,
        values.filter((value) => typeof value === 'string'),
      )
    : '';
}

// Values of environment variables, headers and bodies may be secrets: the error says only where they are.
const secretKeys = new Set(['environment', 'headers', 'body', 'event', 'input', 'define']);

function got(input: unknown, path: ConfigPath): { readonly got?: string } {
  if (input === undefined) return {};
  if (Array.isArray(input)) return { got: 'a list' };
  if (typeof input === 'object' && input !== null) return { got: 'an object' };
  if (path.some((key) => typeof key === 'string' && secretKeys.has(key))) return { got: `a ${typeof input}` };
  const shown = JSON.stringify(input) ?? typeof input;
  return { got: shown.length > 100 ? `${shown.slice(0, 100)}...` : shown };
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function knownKeys(schema: unknown): readonly string[] {
  return Object.keys((schema as z.ZodObject).shape);
}
