import type { BreakOut, Composition, DependencyWeight, MeasuredFunction } from '../../model/packaged-service.ts';
import { readGraph } from '../bundle/bundle-records.ts';
import type { CacheFolder } from '../cache/cache-folder.ts';
import { remembered } from '../cache/remembered.ts';
import { sumBytes } from '../collect/file-entry.ts';
import type { PackageRequest, PackedFunction, Unzipped } from '../pack/packed-function.ts';
import { toArtifact } from '../pack/to-artifact.ts';
import { compose } from './compose.ts';
import { findBreakOuts } from './find-break-outs.ts';
import { makeReachGraph, type ShippedPackage } from './reach.ts';
import { findRouteHints } from './route-hints.ts';
import { splitPackage } from './size-parts.ts';
import { weighDependencies } from './weigh-dependencies.ts';

/** What a packed function is made of; worked out once for files in one state. `made`: what is known already. */
export function measurePacked(
  packed: PackedFunction,
  request: PackageRequest,
  { cache, made: known }: { readonly cache: CacheFolder; readonly made: ReadonlyMap<string, MadeOf> },
): MeasuredFunction {
  const { source, zipped, layers, warnings } = packed;
  const about = { name: ['made-of', request.serviceName, source.name], state: stateOf(packed) };
  const made = remembered(cache, about, () => known.get(source.name) ?? workOut(packed, request, cache));
  const fits = zipped && layers.every((layer) => layer.zipped);
  return {
    name: source.name,
    ...(fits && { artifact: toArtifact(packed) }),
    ...made,
    warnings,
    reused: zipped?.reused === true,
  };
}

/** Of code and layers together; empty when any of it cannot be trusted. */
function stateOf({ zipped, layers }: PackedFunction): string {
  const states = [zipped?.state, ...layers.map((layer) => layer.zipped?.state)];
  return states.every((state) => state) ? states.join() : '';
}

export interface MadeOf {
  readonly code: Composition;
  readonly layers: MeasuredFunction['layers'];
  readonly breakOuts: readonly BreakOut[];
  readonly dependencies: readonly DependencyWeight[];
}

export function workOut(packed: Unzipped, request: PackageRequest, cache: CacheFolder): MadeOf {
  const { source, entries } = packed;
  const { root, serviceName } = request;
  const graph = source.kind === 'entry' ? readGraph(cache, serviceName, source.name) : undefined;
  const path = entries[0]?.path ?? '';
  const layers = packed.layers.map((layer) => ({ name: layer.name, content: compose(layer.entries) }));
  if (!graph) return { code: compose(entries), layers, breakOuts: [], dependencies: [] };
  const reach = makeReachGraph(graph, shippedPackages(packed));
  return {
    code: compose(entries, { path, graph, root }),
    layers,
    breakOuts: findBreakOuts(reach, (module) => findRouteHints(graph, root, module)),
    dependencies: weighDependencies(reach),
  };
}

function shippedPackages({ packages, entries }: Unzipped): ShippedPackage[] {
  return packages.map(({ name, place, manifest }) => ({
    name,
    bytes: sumBytes(entries.filter(({ path }) => splitPackage(path)?.path === place)),
    needs: Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies }),
  }));
}
