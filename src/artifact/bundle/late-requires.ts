import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { resolve } from 'node:path';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import type { ModuleGraph } from './module-graph.ts';
import { packageOf } from './run-time-reads.ts';

const MAKER = 'createRequire';
/** `const load = createRequire(...)`, whatever stands before the call. */
const named = /\b(?:const|let|var)\s+([\w$]+)\s*=\s*(?:[\w$]+\.)?createRequire\(/g;

/**
 * Modules that are loaded with a `require` made by `createRequire`: the bundler leaves such calls as they are, and the zip
 * has nothing that they would find. Only what is installed here is told: what is not, is optional.
 */
export function findLateRequires(graph: ModuleGraph, root: string, nodeModules: readonly string[]): PackagingWarning[] {
  const told = new Set<string>();
  return graph.paths.flatMap((path, index) => {
    if (graph.bytes[index] === 0 || !/\.[cm]?[jt]sx?$/.test(path)) return [];
    const file = resolve(root, path);
    return namesIn(file).flatMap((name) => {
      const shipped = packageOf(path) ?? packageNameOf(name);
      if (shipped !== undefined && (nodeModules.includes(shipped) || told.has(shipped))) return [];
      if (isBuiltin(name) || !isThere(name, file)) return [];
      if (shipped !== undefined) told.add(shipped);
      const message = `${name} is loaded by a require that createRequire made, which the bundler does not follow: in the zip it is not found`;
      return [{ kind: 'run-time-file', message, file: path, next: cureFor(shipped) }];
    });
  });
}

const cureFor = (shipped: string | undefined): string =>
  shipped === undefined ? 'import it' : `bundle: { nodeModules: ['${shipped}'] }`;

/** What the module asks such a `require` for, by a literal name. */
function namesIn(file: string): string[] {
  const text = readMakers(file);
  const names = [...text.matchAll(named)].flatMap(([, name = '']) => {
    const call = new RegExp(
      `(?<![\\w$.])${name.replaceAll('$', String.raw`\$`)}\\(\\s*(['"])([^'"\\n]+)\\1\\s*\\)`,
      'g',
    );
    return [...text.matchAll(call)].flatMap(([, , asked]) => asked ?? []);
  });
  return [...new Set(names)];
}

/** Of a thousand files hardly one has the word, and bytes are searched at once. */
function readMakers(file: string): string {
  try {
    const bytes = readFileSync(file);
    return bytes.includes(MAKER) ? bytes.toString() : '';
  } catch {
    return ''; // A module that only exists in the bundler.
  }
}

function isThere(name: string, file: string): boolean {
  try {
    createRequire(file).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** `pg` of `pg/lib/client`; undefined: a file of the module's own. */
function packageNameOf(name: string): string | undefined {
  if (/^[./#]/.test(name)) return undefined;
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}
