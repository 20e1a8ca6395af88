import { createHash } from 'node:crypto';
import { outputs } from '../model/names.ts';
import type { Template } from './template.ts';

/** First 16 hex digits of the sha256 over everything in the template but the output that holds this very digest. */
export function foundationDigest(template: Template): string {
  const { [outputs.foundationDigest]: _own, ...others } = template.Outputs;
  return digestOf({ ...template, Outputs: others });
}

/** First 16 hex digits of the sha256 over the value as JSON with sorted keys. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sortKeys(value)))
    .digest('hex')
    .slice(0, 16);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sortKeys(member)]));
}
