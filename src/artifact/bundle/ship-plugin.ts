import { dirname } from 'node:path';
import type { OnLoadResult, Plugin, PluginBuild } from 'esbuild';
import type { BundleOptions } from '../../model/artifact.ts';

const ENTRY = 'ship-entry:';
const NATIVE = 'ship-native';
const PATHS = 'ship-paths';
export const INJECTED = `${PATHS}:`;

/** What to hand to esbuild as an entry point: a path would be taken for a pattern when it has a star in it. */
export const entryName = (index: number): string => `${ENTRY}${index}`;

export function shipPlugin(entries: readonly string[], format: BundleOptions['format']): Plugin {
  return {
    name: 'ship',
    setup: (build) => {
      build.onResolve({ filter: /^ship-entry:/ }, ({ path }) => ({ path: entries[Number(path.slice(ENTRY.length))] }));
      definePaths(build, format);
      requireNative(build);
    },
  };
}

/** Values for what one module format has and the other has not. Left out of bundles that use none of them. */
function definePaths(build: PluginBuild, format: BundleOptions['format']): void {
  build.onResolve({ filter: /^ship-paths:/ }, () => ({ path: 'paths', namespace: PATHS }));
  build.onLoad({ filter: /./, namespace: PATHS }, (): OnLoadResult => ({ contents: pathsModule[format] }));
}

const pathsModule = {
  cjs: `import { pathToFileURL } from 'node:url';
export const __shipModuleUrl = /* @__PURE__ */ String(/* @__PURE__ */ pathToFileURL(__filename));`,
  esm: `import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
export const __shipFilename = /* @__PURE__ */ fileURLToPath(import.meta.url);
export const __shipDirname = /* @__PURE__ */ dirname(/* @__PURE__ */ fileURLToPath(import.meta.url));`,
} as const;

/** Native modules can only be required, also by an ES module. */
function requireNative(build: PluginBuild): void {
  build.onResolve({ filter: /\.node$/ }, async ({ path, importer, namespace, resolveDir, kind }) => {
    if (namespace === NATIVE) return { path: importer, namespace: 'file' };
    const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: NATIVE, namespace: 'file' });
    return found.errors.length > 0 || found.external ? found : { path: found.path, namespace: NATIVE };
  });
  build.onLoad({ filter: /./, namespace: NATIVE }, ({ path }) => ({
    contents: `module.exports = require(${JSON.stringify(path)});`,
    resolveDir: dirname(path),
  }));
}
