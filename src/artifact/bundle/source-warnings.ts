import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import { readPackageJson } from '../collect/packages/package-json.ts';
import type { ModuleGraph } from './module-graph.ts';
import { packageOf } from './run-time-reads.ts';
import { tsconfigChain } from './tsconfig-chain.ts';

/** What bundles without complaint and goes wrong later. */
export function findSourceWarnings(graph: ModuleGraph, root: string, tsconfig: string | undefined): PackagingWarning[] {
  return [...undeclared(graph, root), ...decoratorMetadata(graph, root, tsconfig)];
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

/** Esbuild does not write decorator metadata: such frameworks start, answer 404 properly, and 500 to every real call. */
function decoratorMetadata(graph: ModuleGraph, root: string, tsconfig: string | undefined): PackagingWarning[] {
  const entry = resolve(root, graph.paths[0] ?? '');
  const config = tsconfig ?? nearest('tsconfig.json', dirname(entry));
  const wanted = config && tsconfigChain(config).some((file) => asksForMetadata.test(readFileSync(file, 'utf8')));
  if (!wanted) return [];
  const decorated = graph.paths.find((path) => isDecorated(resolve(root, path), path));
  if (decorated === undefined) return [];
  const message = 'tsconfig.json asks for decorator metadata (emitDecoratorMetadata), which the bundler does not write';
  const next = 'compile with tsc or swc first and ship the result: folder instead of entry';
  return [{ kind: 'decorator-metadata', message, file: decorated, next }];
}

const asksForMetadata = /"emitDecoratorMetadata"\s*:\s*true/;
const decorator = /^\s*@[A-Z]\w*\(/m;

function isDecorated(file: string, path: string): boolean {
  return packageOf(path) === undefined && /\.[cm]?tsx?$/.test(path) && decorator.test(readFileSync(file, 'utf8'));
}

function nearest(name: string, folder: string): string | undefined {
  const file = resolve(folder, name);
  if (existsSync(file)) return file;
  return dirname(folder) === folder ? undefined : nearest(name, dirname(folder));
}
