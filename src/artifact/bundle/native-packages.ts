import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import { readPackageJson } from '../collect/packages/package-json.ts';
import { bringsParts } from '../native/platform-package.ts';
import type { ModuleGraph } from './module-graph.ts';
import { packageOf } from './run-time-reads.ts';

/** Packages that look for compiled files beside themselves, or in packages of their platform: no bundle holds those. */
export function findNativePackages(graph: ModuleGraph, root: string): PackagingWarning[] {
  const folders = new Map<string, string>();
  for (const [index, path] of graph.paths.entries()) {
    const name = (graph.bytes[index] ?? 0) > 0 ? packageOf(path) : undefined;
    if (name !== undefined) folders.set(name, path.slice(0, path.lastIndexOf(`node_modules/${name}`)));
  }
  return [...folders]
    .map(([name, above]) => ({ name, place: `${above}node_modules/${name}` }))
    .filter(({ place }) => isNative(resolve(root, place)))
    .map(({ name, place }) => ({
      kind: 'native-module',
      message: `${name} is a native module, and bundled it will not find what was compiled for it`,
      file: place,
      next: `bundle: { nodeModules: ['${name}'] }`,
    }));
}

function isNative(folder: string): boolean {
  // Those say themselves what to do without.
  if (existsSync(join(folder, 'fallback.js'))) return false;
  return existsSync(join(folder, 'binding.gyp')) || bringsParts(readPackageJson(folder) ?? {});
}
