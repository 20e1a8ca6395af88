import type { ModuleGraph } from '../bundle/module-graph.ts';
import { splitPackage } from './size-parts.ts';

/** An unbundled package that lies beside the bundle. */
export interface ShippedPackage {
  readonly name: string;
  readonly bytes: number;
  /** Names of the packages that it needs. */
  readonly needs: readonly string[];
}

/** Modules of a bundle and packages beside it as one graph: node 0 is the entry. */
export interface ReachGraph {
  readonly paths: readonly string[];
  readonly bytes: readonly number[];
  readonly next: readonly (readonly number[])[];
  /** Name of the package that each lies in. */
  readonly packages: readonly (string | undefined)[];
  /** Indexes of the service's own modules, without the entry. */
  readonly own: readonly number[];
}

export function makeReachGraph(graph: ModuleGraph, shipped: readonly ShippedPackage[]): ReachGraph {
  const first = graph.paths.length;
  const indexOf = new Map(shipped.map(({ name }, index) => [name, first + index]));
  const packageIndex = (name: string): number[] => {
    const index = indexOf.get(splitPackage(`node_modules/${name}/`)?.name ?? name);
    return index === undefined ? [] : [index];
  };
  const paths = [...graph.paths, ...shipped.map(({ name }) => `node_modules/${name}`)];
  return {
    paths,
    packages: [...graph.paths.map((path) => splitPackage(path)?.name), ...shipped.map(({ name }) => name)],
    bytes: [...graph.bytes, ...shipped.map(({ bytes }) => bytes)],
    next: [
      ...graph.imports.map((targets, index) => [...targets, ...(graph.externals[index] ?? []).flatMap(packageIndex)]),
      ...shipped.map(({ needs }) => needs.flatMap(packageIndex)),
    ],
    own: graph.paths.flatMap((path, index) => (index > 0 && isOwn(path) ? [index] : [])),
  };
}

function isOwn(path: string): boolean {
  return !path.includes('node_modules/') && !/^(ship-[a-z]+:|<)/.test(path);
}

/** All nodes that can be reached from one, without going through those that are cut. */
export function reachFrom(
  graph: ReachGraph,
  start: number,
  isCut: (node: number) => boolean = () => false,
): Set<number> {
  const seen = new Set(isCut(start) ? [] : [start]);
  for (const node of seen) for (const target of graph.next[node] ?? []) if (!isCut(target)) seen.add(target);
  return seen;
}

export function bytesOf(graph: ReachGraph, nodes: Iterable<number>): number {
  let sum = 0;
  for (const node of nodes) sum += graph.bytes[node] ?? 0;
  return sum;
}
