import type { Params } from '../kernel/operation.ts';
import { listOf, numberOf, stringOf, structuresOf } from '../kernel/members.ts';
import { positionOf, tokenAt } from '../kernel/page-token.ts';
import { invalid } from './iam-error.ts';
import type { Tag } from './iam-rows.ts';

const NAME = /^[\w+=,.@-]+$/;

function violation(name: string, value: string | undefined, constraint: string): Error {
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  const shown = value === undefined ? 'null' : `'${value}'`;
  return invalid(
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

/** A member that must be there. */
export function required(params: Params, name: string): string {
  const value = stringOf(params, name);
  if (value === undefined || value === '') throw violation(name, undefined, 'Member must not be null');
  return value;
}

/** A name in IAM's alphabet. */
export function requiredName(params: Params, name: string, maxLength: number): string {
  const value = required(params, name);
  if (value.length > maxLength) {
    throw violation(name, value, `Member must have length less than or equal to ${maxLength}`);
  }
  if (!NAME.test(value)) {
    throw invalid(
      `The specified value for ${name.charAt(0).toLowerCase()}${name.slice(1)} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    );
  }
  return value;
}

export function pathOf(params: Params): string {
  const path = stringOf(params, 'Path') || '/';
  if (!/^\/$|^\/[\u0021-\u007e]+\/$/.test(path)) {
    throw invalid(
      'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    );
  }
  return path;
}

export function tagsOf(params: Params): Tag[] {
  return structuresOf(params, 'Tags').map((tag) => ({
    Key: required(tag, 'Key'),
    Value: stringOf(tag, 'Value') ?? '',
  }));
}

/** `added` over `tags`, by key. */
export function mergeTags(tags: readonly Tag[], added: readonly Tag[]): Tag[] {
  return [...new Map([...tags, ...added].map((tag) => [tag.Key, tag])).values()];
}

export function withoutTags(tags: readonly Tag[], params: Params): Tag[] {
  const gone = listOf(params, 'TagKeys');
  return tags.filter(({ Key }) => !gone.includes(Key));
}

/** IAM's pages: `MaxItems` (100) from `Marker`; answers the members that a reply shows. */
export function page<Item>(items: readonly Item[], params: Params): { items: Item[]; more: Record<string, unknown> } {
  const start = positionOf(stringOf(params, 'Marker'), () => invalid('Invalid Marker.'));
  const end = start + (numberOf(params, 'MaxItems') ?? 100);
  const truncated = end < items.length;
  const more = { IsTruncated: truncated, ...(truncated && { Marker: tokenAt(end) }) };
  return { items: items.slice(start, end), more };
}
