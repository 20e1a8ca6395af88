import type { Loader, Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { pathToFileURL } from 'node:url';

/** `import { defineServices } from 'ship'` works in every folder, installed or not: it only returns what it is given. */
export const ownPackage: Plugin = {
  name: 'own-package',
  setup: (build) => {
    build.onResolve({ filter: /^ship$/ }, ({ path }) => ({ path, namespace: 'ship' }));
    build.onLoad({ filter: /.*/, namespace: 'ship' }, () => ({
      contents: 'export const defineServices = (config) => config;',
    }));
  },
};

const triedAlready = 'ship: resolved once';

/**
 * Packages are loaded by Node from where the importing file finds them, not from where the bundle lies. Packages of the
 * same workspace are bundled: their files may be TypeScript.
 */
export const packagesFromTheirPlace: Plugin = {
  name: 'packages-from-their-place',
  setup: (build) => {
    build.onResolve({ filter: /^[^./]/ }, async ({ path, importer, kind, resolveDir, pluginData }) => {
      if (pluginData === triedAlready || kind === 'entry-point' || importer === '') return undefined;
      const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: triedAlready });
      if (found.errors.length > 0 || found.external) return found;
      if (!/[\\/]node_modules[\\/]/.test(found.path)) return { path: found.path };
      // import() wants an URL for an absolute path, require() a path.
      return { path: kind === 'require-call' ? found.path : pathToFileURL(found.path).href, external: true };
    });
  },
};

const loaders: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
};

/** Each file keeps its own `import.meta.url`, `__filename` and `__dirname`, although it becomes part of one module. */
export const localFiles: Plugin = {
  name: 'local-files',
  setup: (build) => {
    build.onLoad({ filter: /\.[cm]?[jt]s$/, namespace: 'file' }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const loader = loaders[extname(path)] ?? 'ts';
      return { contents: withOwnPlace(source, path), loader, resolveDir: dirname(path) };
    });
  },
};

function withOwnPlace(source: string, path: string): string {
  const url = JSON.stringify(pathToFileURL(path).href);
  const constants = [
    /\b__filename\b/.test(source) ? `var __filename = ${JSON.stringify(path)};` : '',
    /\b__dirname\b/.test(source) ? `var __dirname = ${JSON.stringify(dirname(path))};` : '',
  ].join('');
  // On the first line, so that places in error messages stay right.
  return constants + source.replaceAll(/\bimport\.meta\.url\b/g, url);
}
