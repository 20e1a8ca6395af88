import type { ConfigPath } from './mistake.ts';

/**
 * A copy without what is wrong at the paths, so that the rest can be checked too. Where something is missing, its owner
 * goes; where a list item is wrong, the list goes: the others would move to other indexes.
 */
export function prune(value: unknown, paths: readonly ConfigPath[]): unknown {
  const copy = copyOf(value);
  for (const path of paths) removeAt(copy, path);
  return copy;
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copyOf(member)]));
}

function removeAt(root: unknown, path: ConfigPath): void {
  const last = path.at(-1);
  if (last === undefined) return;
  const parent = path.slice(0, -1).reduce(memberOf, root);
  if (isPlainObject(parent) && Object.hasOwn(parent, last)) delete parent[last];
  else removeAt(root, path.slice(0, -1));
}

export function memberOf(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return isPlainObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function isPlainObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
