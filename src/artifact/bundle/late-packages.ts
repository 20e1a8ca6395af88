import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import type { ModuleGraph } from './module-graph.ts';
import { packageOf } from './run-time-reads.ts';

// It serves the files beside its own code, whatever they are called.
const servesItself = 'swagger-ui-dist';
// Express asks for the engine by that name when the first view is rendered.
const viewEngine = /\.set\(\s*['"]view engine['"]\s*,\s*['"]([\w@/.-]+)['"]/;

/** Packages that are used in ways that the bundler does not see: they have to be shipped whole. */
export function findLatePackages(graph: ModuleGraph, root: string, nodeModules: readonly string[]): PackagingWarning[] {
  const served = graph.paths.find((path) => packageOf(path) === servesItself);
  const engines = graph.paths.flatMap((path) => {
    const name = isOwnScript(path) ? viewEngine.exec(readFileSync(resolve(root, path), 'utf8'))?.[1] : undefined;
    const isThere = name === undefined || nodeModules.includes(name);
    return isThere ? [] : [warning(name, path, `${name} renders views, and Express looks for it when it runs`)];
  });
  return served === undefined
    ? engines
    : [
        ...engines,
        warning(servesItself, served, `${servesItself} serves its own files, and bundled it will not find them`),
      ];
}

export function isOwnScript(path: string): boolean {
  return packageOf(path) === undefined && !/^(ship-[a-z]+|\(disabled\)):/.test(path) && /\.[cm]?[jt]sx?$/.test(path);
}

function warning(name: string, file: string, message: string): PackagingWarning {
  return { kind: 'run-time-file', message, file, next: `bundle: { nodeModules: ['${name}'] }` };
}
