import { isDeepStrictEqual } from 'node:util';
import { evaluate } from '../template/evaluate.ts';
import { placeholder } from '../template/placeholder.ts';
import type { Prepared } from '../template/prepare.ts';
import type { ResourceChange } from './change.ts';
import type { Side } from './compare.ts';

/** Outputs and tags alone are a change too; conditions, mappings, policies and a template's metadata alone are not. */
export function hasChanges(changes: readonly ResourceChange[], after: Side, before: Side): boolean {
  if (changes.length > 0) return true;
  if (!isDeepStrictEqual(after.target.tags, before.target.tags)) return true;
  return !isDeepStrictEqual(outputDrafts(after.prepared), outputDrafts(before.prepared));
}

function outputDrafts(prepared: Prepared): unknown {
  const scope = prepared.scope({ ref: (id) => placeholder(id), getAtt: (id, attribute) => placeholder(id, attribute) });
  return [...prepared.outputs].map(([key, { Value, Description, Export }]) => [
    key,
    evaluate(Value, scope),
    Description,
    evaluate(Export, scope),
  ]);
}
