import { dirname, resolve } from 'node:path';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import { readPackageJson } from '../collect/packages/package-json.ts';
import { findMissingMetadata } from './decorator-metadata.ts';
import { findHeaderNames } from './header-names.ts';
import type { ModuleGraph } from './module-graph.ts';
import { packageOf } from './run-time-reads.ts';

/** What bundles without complaint and goes wrong later. */
export function findSourceWarnings(graph: ModuleGraph, root: string, tsconfig: string | undefined): PackagingWarning[] {
  return [...undeclared(graph, root), ...findHeaderNames(graph, root), ...findMissingMetadata(graph, root, tsconfig)];
}

/** Works as long as something else happens to install it. */
function undeclared(graph: ModuleGraph, root: string): PackagingWarning[] {
  const warned = new Set<string>();
  return graph.paths.flatMap((path, index) => {
    if (packageOf(path) !== undefined) return [];
    const used = new Set((graph.imports[index] ?? []).flatMap((target) => packageOf(graph.paths[target] ?? '') ?? []));
    const missing = [...used].filter((name) => !warned.has(name) && !isDeclared(name, dirname(resolve(root, path))));
    for (const name of missing) warned.add(name);
    return missing.map((name) => ({
      kind: 'undeclared-dependency',
      message: `${name} is used and no package.json declares it: another package happens to install it`,
      file: path,
      next: `npm install ${name}`,
    }));
  });
}

function isDeclared(name: string, folder: string): boolean {
  const manifest = readPackageJson(folder);
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest ?? {};
  const declared = { ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies };
  if (name in declared || manifest?.name === name) return true;
  return dirname(folder) !== folder && isDeclared(name, dirname(folder));
}
