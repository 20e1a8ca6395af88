import type { BreakOut } from '../../model/packaged-service.ts';
import { bytesOf, reachFrom, type ReachGraph } from './reach.ts';
import type { RouteHints } from './route-hints.ts';

const SMALLEST_BYTES = 50 * 1024;
const SMALLEST_SHARE = 0.05;
/** A module of no route that takes more of the service's own modules along is the service, not a part of it. */
const LARGEST_SHARE_OF_MODULES = 0.6;
const MOST = 20;
const MOST_PACKAGES = 4;

/**
 * Modules of an entry without which much would leave, most bytes first: what would leave the function and what both would
 * then carry. Which of them are worth proposing is for the report to choose.
 */
export function findBreakOuts(graph: ReachGraph, hintsFor: (module: string) => RouteHints): BreakOut[] {
  const all = reachFrom(graph, 0);
  const total = bytesOf(graph, all);
  const own = graph.own.filter((node) => all.has(node));
  return own
    .map((node) => cut(graph, node, all))
    .filter(({ leavingBytes }) => leavingBytes >= Math.max(SMALLEST_BYTES, total * SMALLEST_SHARE))
    .toSorted((a, b) => b.leavingBytes - a.leavingBytes || b.modules.length - a.modules.length)
    .slice(0, MOST)
    .map((found) => describe(graph, found, { total, hints: hintsFor(graph.paths[found.node] ?? '') }))
    .filter(({ routes, modules }) => routes.length > 0 || modules.length <= own.length * LARGEST_SHARE_OF_MODULES);
}

interface Cut {
  readonly node: number;
  /** What only this module reaches, itself included. */
  readonly leaving: ReadonlySet<number>;
  readonly leavingBytes: number;
  readonly modules: readonly string[];
}

function cut(graph: ReachGraph, node: number, all: ReadonlySet<number>): Cut {
  const kept = reachFrom(graph, 0, (each) => each === node);
  const leaving = new Set([...all].filter((each) => !kept.has(each)));
  const modules = graph.own.filter((each) => leaving.has(each)).map((each) => graph.paths[each] ?? '');
  return { node, leaving, leavingBytes: bytesOf(graph, leaving), modules };
}

function describe(
  graph: ReachGraph,
  { node, leaving, leavingBytes, modules }: Cut,
  { total, hints }: { readonly total: number; readonly hints: RouteHints },
): BreakOut {
  // A handler in a module of its own is followed; of one written in place, all that stays may be needed.
  const doubledBytes = hints.isHandler ? bytesOf(graph, reachFrom(graph, node)) - leavingBytes : total - leavingBytes;
  return {
    module: graph.paths[node] ?? '',
    routes: hints.routes,
    leavingBytes,
    doubledBytes,
    isUpperBound: !hints.isHandler,
    packages: heaviestPackages(graph, leaving),
    modules,
  };
}

function heaviestPackages(graph: ReachGraph, nodes: ReadonlySet<number>): string[] {
  const packages = new Map<string, number>();
  for (const node of nodes) {
    const name = graph.packages[node];
    if (name !== undefined) packages.set(name, (packages.get(name) ?? 0) + (graph.bytes[node] ?? 0));
  }
  return [...packages]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_PACKAGES)
    .map(([name]) => name);
}
