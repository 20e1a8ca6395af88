import { contentOf, typeOf, type AttributeValue, type Item } from '../values/attribute-value.ts';
import { Cursor, showPath, type Path } from './cursor.ts';
import type { Placeholders } from './placeholders.ts';

interface Tree {
  readonly whole: boolean;
  readonly children: Map<string | number, Tree>;
}

/** Two paths of which one leads through the other cannot both be meant. */
export function refuseOverlaps(paths: readonly Path[], cursor: Cursor): void {
  for (const [index, one] of paths.entries()) {
    for (const other of paths.slice(index + 1)) {
      const common = Math.min(one.length, other.length);
      const differ = one.slice(0, common).findIndex((element, at) => element !== other[at]);
      const clash = differ >= 0 && typeof one[differ] !== typeof other[differ];
      if (differ >= 0 && !clash) continue;
      const what = clash
        ? 'conflict with each other; must remove or rewrite one of these paths'
        : 'overlap with each other; must remove or rewrite one of these paths';
      throw cursor.fail(`Two document paths ${what}; path one: ${showPath(one)}, path two: ${showPath(other)}`);
    }
  }
}

export function parseProjection(text: string | undefined, placeholders: Placeholders): readonly Path[] | undefined {
  if (text === undefined) return undefined;
  const cursor = new Cursor('ProjectionExpression', text, placeholders);
  const paths = [cursor.path()];
  while (cursor.skip(',')) paths.push(cursor.path());
  cursor.expectEnd();
  refuseOverlaps(paths, cursor);
  return paths;
}

function plant(paths: readonly Path[]): Tree {
  const heads = new Map<string | number, Path[]>();
  for (const [head, ...rest] of paths) {
    if (head === undefined) return { whole: true, children: new Map() };
    heads.set(head, [...(heads.get(head) ?? []), rest]);
  }
  return { whole: false, children: new Map([...heads].map(([head, rest]) => [head, plant(rest)])) };
}

function cutList(list: readonly AttributeValue[], { children }: Tree): AttributeValue | undefined {
  const places = [...children].filter(([place]) => typeof place === 'number') as [number, Tree][];
  const L = places
    .toSorted(([a], [b]) => a - b)
    .flatMap(([place, tree]) => (list[place] === undefined ? [] : (cut(list[place], tree) ?? [])));
  return L.length > 0 ? { L } : undefined;
}

function cutMap(map: Item, { children }: Tree): Item {
  const kept = [...children].flatMap(([name, tree]) => {
    const value = Object.hasOwn(map, name) ? map[name] : undefined;
    const part = value && cut(value, tree);
    return part === undefined ? [] : [[String(name), part] as const];
  });
  return Object.fromEntries(kept);
}

function cut(value: AttributeValue, tree: Tree): AttributeValue | undefined {
  if (tree.whole) return value;
  if (typeOf(value) === 'L') return cutList(contentOf(value) as readonly AttributeValue[], tree);
  if (typeOf(value) !== 'M') return undefined;
  const M = cutMap(contentOf(value) as Item, tree);
  return Object.keys(M).length > 0 ? { M } : undefined;
}

/** The parts of the item that the paths lead to, in their places; list elements move together. No paths: all of it. */
export function project(item: Item, paths: readonly Path[] | undefined): Item {
  return paths === undefined ? item : cutMap(item, plant(paths));
}
