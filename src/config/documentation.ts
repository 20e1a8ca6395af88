import { keyDocs } from './key-docs.ts';

export interface KeyDocumentation {
  readonly text: string;
  /** As people would write it; empty: none. */
  readonly default: string;
}

/** What the types say about `ServiceConfig` or `ServiceConfig.routes`, inherited keys included. */
export function documentationOf(type: string, key?: string): KeyDocumentation | undefined {
  if (key === undefined) return entries.get(type);
  return (
    entries.get(`${type}.${key}`) ?? (parents.has(type) ? documentationOf(parents.get(type) ?? '', key) : undefined)
  );
}

const rows = keyDocs
  .trim()
  .split('\n')
  .map((line) => line.split(' | '));

const entries: ReadonlyMap<string, KeyDocumentation> = new Map(
  rows.map(([name = '', text = '', last = '']) => [name, { text, default: name.includes('.') ? last : '' }]),
);

const parents: ReadonlyMap<string, string> = new Map(
  rows.flatMap(([name = '', , last = '']) => (!name.includes('.') && last !== '' ? [[name, last] as const] : [])),
);
