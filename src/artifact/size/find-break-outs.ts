import type { BreakOut } from '../../model/packaged-service.ts';
import { bytesOf, reachFrom, type ReachGraph } from './reach.ts';
import { splitPackage } from './size-parts.ts';

const SMALLEST_BYTES = 50 * 1024;
const SMALLEST_SHARE = 0.05;
/** A module that takes more of the service's own modules along is the service, not a part of it. */
const LARGEST_SHARE_OF_MODULES = 0.6;
/** One that keeps this much of the bytes while taking fewer modules along is the better cut. */
const SAME_BYTES = 0.9;
const FEWER_MODULES = 2;
const MOST = 5;
const MOST_PACKAGES = 4;

interface Cut {
  readonly node: number;
  /** What only this module reaches, itself included. */
  readonly leaving: ReadonlySet<number>;
  readonly leavingBytes: number;
  /** Of the service's own. */
  readonly ownModules: number;
}

/**
 * Modules of an entry that could become Lambdas of their own, most bytes first: for each, what would leave the function
 * and what both would then carry.
 */
export function findBreakOuts(graph: ReachGraph, routesOf: (module: string) => readonly string[]): BreakOut[] {
  const all = reachFrom(graph, 0);
  const total = bytesOf(graph, all);
  const own = graph.own.filter((node) => all.has(node));
  const cuts = own.map((node) => cut(graph, node, { all, own }));
  const worthwhile = cuts
    .filter(({ leavingBytes }) => leavingBytes >= Math.max(SMALLEST_BYTES, total * SMALLEST_SHARE))
    .filter(({ ownModules }) => ownModules <= own.length * LARGEST_SHARE_OF_MODULES)
    .toSorted((a, b) => b.leavingBytes - a.leavingBytes || b.ownModules - a.ownModules);
  return pickOutermost(worthwhile)
    .slice(0, MOST)
    .map((chosen) => describe(graph, chosen, routesOf));
}

function cut(graph: ReachGraph, node: number, { all, own }: { all: ReadonlySet<number>; own: readonly number[] }): Cut {
  const kept = reachFrom(graph, 0, node);
  const leaving = new Set([...all].filter((each) => !kept.has(each)));
  const ownModules = own.filter((each) => leaving.has(each)).length;
  return { node, leaving, leavingBytes: bytesOf(graph, leaving), ownModules };
}

function pickOutermost(sorted: readonly Cut[]): Cut[] {
  const picked: Cut[] = [];
  for (const candidate of sorted) {
    if (picked.some(({ leaving }) => leaving.has(candidate.node))) continue;
    picked.push(narrow(candidate, sorted));
  }
  return picked;
}

/** From `routes/index.ts`, which imports all handlers, to the one that is heavy. */
function narrow(wide: Cut, sorted: readonly Cut[]): Cut {
  const narrower = sorted.find(
    ({ node, leavingBytes, ownModules }) =>
      node !== wide.node &&
      wide.leaving.has(node) &&
      leavingBytes >= wide.leavingBytes * SAME_BYTES &&
      wide.ownModules > ownModules + FEWER_MODULES,
  );
  return narrower ? narrow(narrower, sorted) : wide;
}

function describe(
  graph: ReachGraph,
  { node, leaving, leavingBytes }: Cut,
  routesOf: (module: string) => readonly string[],
): BreakOut {
  const module = graph.paths[node] ?? '';
  return {
    module,
    routes: routesOf(module),
    leavingBytes,
    doubledBytes: bytesOf(graph, reachFrom(graph, node)) - leavingBytes,
    packages: heaviestPackages(graph, leaving),
  };
}

function heaviestPackages(graph: ReachGraph, nodes: ReadonlySet<number>): string[] {
  const packages = new Map<string, number>();
  for (const node of nodes) {
    const name = splitPackage(`${graph.paths[node] ?? ''}/`)?.name;
    if (name !== undefined) packages.set(name, (packages.get(name) ?? 0) + (graph.bytes[node] ?? 0));
  }
  return [...packages]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_PACKAGES)
    .map(([name]) => name);
}
