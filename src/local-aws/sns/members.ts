import { recordOf, stringOf, structuresOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';

/** A map of the query protocol (`Attributes.entry.1.key=..`), or one as parts in the process pass it. */
export function mapOf(params: Params, name: string): Readonly<Record<string, unknown>> {
  const entries = structuresOf(params, name);
  if (entries.length === 0) return recordOf<unknown>(params, name) ?? {};
  return Object.fromEntries(
    entries.map((entry) => [stringOf(entry, 'key') ?? stringOf(entry, 'Name') ?? '', entry['value'] ?? entry['Value']]),
  );
}

export function textMapOf(params: Params, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(mapOf(params, name)).map(([key, value]) => [key, value as string]));
}

export function tagsIn(params: Params): Record<string, string> {
  return Object.fromEntries(
    structuresOf(params, 'Tags').map((tag): [string, string] => [
      stringOf(tag, 'Key') ?? '',
      stringOf(tag, 'Value') ?? '',
    ]),
  );
}
