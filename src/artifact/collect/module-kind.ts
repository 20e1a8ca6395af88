import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { FunctionSource } from '../../model/artifact.ts';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import type { FileEntry } from './file-entry.ts';
import { readJson, type PackageJson } from './packages/package-json.ts';
import type { PlacedPackage } from './packages/place-packages.ts';

/** Comments and texts of some length hold words that look like code: only the beginnings of lines count. */
const isModule = /^(?:import\s+[\w*{'"]|import\{|export\s+(?:default|const|let|var|async|function|class|\{|\*))/m;
const isCommon = /^(?:(?:module\.)?exports(?:\.\w+)?\s*=|(?:const|var|let)\s+[\w{][^=]*=\s*require\()/m;

/**
 * A `.js` file is what the nearest package.json says. Lambda's Node.js runs with detection of modules and require() of ES
 * modules switched off, so what a Node.js at home forgives fails there, at the first request.
 */
export function findModuleTrap(
  { runtime, handler }: Pick<FunctionSource, 'runtime' | 'handler'>,
  entries: readonly FileEntry[],
): PackagingWarning[] {
  if (!runtime.startsWith('nodejs')) return [];
  const path = `${posix.join(posix.dirname(handler), posix.basename(handler).split('.')[0] ?? '')}.js`;
  const byPath = new Map(entries.map((entry) => [entry.path, entry.from]));
  const from = byPath.get(path);
  if (from?.kind !== 'disk') return [];
  const text = readFileSync(from.path, 'utf8');
  const isDeclared = nearestType(path, byPath) === 'module';
  if (isDeclared ? !isCommon.test(text) || isModule.test(text) : !isModule.test(text)) return [];
  const message = isDeclared
    ? `${path} is written as CommonJS, and the nearest package.json says "type": "module"`
    : `${path} is written as an ES module, and no package.json in the folder says "type": "module"`;
  const next = isDeclared ? 'rename it to .cjs' : 'rename it to .mjs, or ship a package.json with "type": "module"';
  return [{ kind: 'module-kind', message: `${message}: Lambda does not guess, it fails to load`, file: path, next }];
}

function nearestType(path: string, byPath: ReadonlyMap<string, FileEntry['from']>): string | undefined {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    const from = byPath.get(folder === '.' ? 'package.json' : `${folder}/package.json`);
    if (from?.kind === 'disk') return (readJson(from.path) as { type?: string } | undefined)?.type ?? 'commonjs';
    if (folder === '.') return undefined;
  }
}

/** Packages that lie unbundled beside a CommonJS bundle, and can only be imported. */
export function findRequiredModules(
  { bundle }: Pick<FunctionSource, 'bundle'>,
  packages: readonly PlacedPackage[],
): PackagingWarning[] {
  if (bundle.format === 'esm') return [];
  const asked = packages.filter(
    ({ name, place }) => bundle.nodeModules.includes(name) && place === `node_modules/${name}`,
  );
  return asked
    .filter(({ manifest }) => isOnlyModule(manifest))
    .map(({ name }) => ({
      kind: 'module-kind',
      message: `${name} is an ES module, and the bundle is CommonJS: Lambda's Node.js refuses to require() it`,
      next: "bundle: { format: 'esm' }",
    }));
}

function isOnlyModule({ type, main = '', exports }: PackageJson): boolean {
  if (type !== 'module' || main.endsWith('.cjs')) return false;
  const conditions = JSON.stringify(exports ?? '');
  return !conditions.includes('"require"') && !conditions.includes('.cjs');
}
