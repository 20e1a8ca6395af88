import { stringOf, structuresOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';

/** `Tags: [{Key, Value}]` of a request. */
export function tagsIn(params: Params): Record<string, string> {
  return Object.fromEntries(
    structuresOf(params, 'Tags').map((tag): [string, string] => [
      stringOf(tag, 'Key') ?? '',
      stringOf(tag, 'Value') ?? '',
    ]),
  );
}
