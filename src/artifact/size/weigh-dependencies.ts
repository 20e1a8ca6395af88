import type { DependencyWeight } from '../../model/packaged-service.ts';
import { bytesOf, reachFrom, type ReachGraph } from './reach.ts';

const MOST = 10;

/** Packages that the service's own code imports, by what would leave the function without them, heaviest first. */
export function weighDependencies(graph: ReachGraph): DependencyWeight[] {
  const all = reachFrom(graph, 0);
  const total = bytesOf(graph, all);
  const { packages } = graph;
  return [...directImports(graph, all, packages)]
    .map(([name, importers]) => {
      const kept = reachFrom(graph, 0, (node) => packages[node] === name);
      return { name, leavingBytes: total - bytesOf(graph, kept), importers: [...importers] };
    })
    .toSorted((a, b) => b.leavingBytes - a.leavingBytes)
    .slice(0, MOST);
}

function directImports(
  graph: ReachGraph,
  all: ReadonlySet<number>,
  packages: readonly (string | undefined)[],
): Map<string, Set<string>> {
  const importers = new Map<string, Set<string>>();
  for (const node of [0, ...graph.own].filter((each) => all.has(each)))
    for (const target of graph.next[node] ?? []) {
      const name = packages[target];
      if (name !== undefined)
        importers.set(name, (importers.get(name) ?? new Set<string>()).add(graph.paths[node] ?? ''));
    }
  return importers;
}
