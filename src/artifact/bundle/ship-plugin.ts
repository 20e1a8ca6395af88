import { basename, dirname, resolve } from 'node:path';
import type { OnLoadResult, Plugin, PluginBuild } from 'esbuild';
import type { BundleOptions } from '../../model/artifact.ts';
import { nameIn } from './name-in.ts';
import { stripPreviewStage } from './preview-path.ts';

const ENTRY = 'ship-entry';
const NATIVE = 'ship-native';
const PATHS = 'ship-paths';
export const INJECTED = `${PATHS}:`;

/**
 * What to hand to esbuild as an entry point. A path with a star in it would be taken for a pattern, so it is given in
 * another way; others are not, since what a plugin has resolved is bundled without its tsconfig.json.
 */
export function entryName(path: string): string {
  return path.includes('*') ? `${ENTRY}:${path.replaceAll('*', '%2A')}` : path;
}

export function shipPlugin(format: BundleOptions['format']): Plugin {
  return {
    name: 'ship',
    setup: (build) => {
      build.onResolve({ filter: /^ship-entry:/ }, ({ path }) => ({
        path: resolve(build.initialOptions.absWorkingDir ?? '.', path.slice(ENTRY.length + 1).replaceAll('%2A', '*')),
      }));
      definePaths(build, format);
      requireNative(build);
      stripPreviewStage(build, entryName);
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

/** Native modules can only be required, also by an ES module. Named from the root, as all modules of a bundle are; source maps have its text too. */
function requireNative(build: PluginBuild): void {
  const root = build.initialOptions.absWorkingDir ?? '.';
  build.onResolve({ filter: /\.node$/ }, async ({ path, importer, namespace, resolveDir, kind, pluginData }) => {
    // Its own question, below.
    if (pluginData === NATIVE) return undefined;
    if (namespace === NATIVE) return { path: resolve(root, importer), namespace: 'file' };
    const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: NATIVE, namespace: 'file' });
    return found.errors.length > 0 || found.external ? found : { path: nameIn(root, found.path), namespace: NATIVE };
  });
  build.onLoad({ filter: /./, namespace: NATIVE }, ({ path }) => ({
    contents: `module.exports = require(${JSON.stringify(`./${basename(path)}`)});`,
    resolveDir: dirname(resolve(root, path)),
  }));
}
