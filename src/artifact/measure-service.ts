import { openCacheFolder } from './cache/cache-folder.ts';
import { remembered } from './cache/remembered.ts';
import type {
  BreakOut,
  Composition,
  DependencyWeight,
  MeasuredFunction,
  MeasuredService,
} from '../model/packaged-service.ts';
import { readGraph } from './bundle/bundle-records.ts';
import { sumBytes } from './collect/file-entry.ts';
import { toArtifact, type PackageRequest } from './package-service.ts';
import { packService } from './pack/pack-service.ts';
import type { PackedFunction } from './pack/packed-function.ts';
import type { CacheFolder } from './cache/cache-folder.ts';
import { compose } from './size/compose.ts';
import { findBreakOuts } from './size/find-break-outs.ts';
import { makeReachGraph, type ShippedPackage } from './size/reach.ts';
import { findRouteHints } from './size/route-hints.ts';
import { splitPackage } from './size/size-parts.ts';
import { weighDependencies } from './size/weigh-dependencies.ts';

/** Packages a service and says what its functions are made of; one that is too large has no artifact and everything else. */
export async function measureService(request: PackageRequest): Promise<MeasuredService> {
  const cache = openCacheFolder(request.cacheDir, { reads: request.useCache });
  const packed = await packService(request);
  return { service: request.serviceName, functions: packed.map((each) => measure(each, request, cache)) };
}

function measure(packed: PackedFunction, request: PackageRequest, cache: CacheFolder): MeasuredFunction {
  const { source, zipped, layers, warnings } = packed;
  const about = { name: ['made-of', request.serviceName, source.name], state: stateOf(packed) };
  const made = remembered(cache, about, () => workOut(packed, request, cache));
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

interface MadeOf {
  readonly code: Composition;
  readonly layers: MeasuredFunction['layers'];
  readonly breakOuts: readonly BreakOut[];
  readonly dependencies: readonly DependencyWeight[];
}

function workOut(packed: PackedFunction, request: PackageRequest, cache: CacheFolder): MadeOf {
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

function shippedPackages({ packages, entries }: PackedFunction): ShippedPackage[] {
  return packages.map(({ name, place, manifest }) => ({
    name,
    bytes: sumBytes(entries.filter(({ path }) => splitPackage(path)?.path === place)),
    needs: Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies }),
  }));
}
