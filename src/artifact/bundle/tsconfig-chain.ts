import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** A tsconfig.json and those that it extends: esbuild reads them and does not say so. */
export function tsconfigChain(file: string): string[] {
  const chain = new Set<string>();
  addChain(file, chain);
  return [...chain];
}

function addChain(file: string, chain: Set<string>): void {
  if (chain.has(file) || !existsSync(file)) return;
  chain.add(file);
  for (const name of extendedBy(readFileSync(file, 'utf8'))) addChain(locate(name, file), chain);
}

/** Read with a pattern, since the file is JSON with comments: an `extends` too many costs nothing. */
function extendedBy(text: string): string[] {
  const value = /"extends"\s*:\s*("(?:[^"\\]|\\.)*"|\[[^\]]*\])/.exec(text)?.[1] ?? '';
  return [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, name = '']) => name);
}

function locate(name: string, from: string): string {
  if (/^\.|^\//.test(name)) {
    const path = resolve(dirname(from), name);
    return path.endsWith('.json') || !existsSync(`${path}.json`) ? path : `${path}.json`;
  }
  const require = createRequire(from);
  for (const candidate of [name, `${name}.json`, join(name, 'tsconfig.json')]) {
    try {
      return require.resolve(candidate);
    } catch {
      continue;
    }
  }
  return name;
}
