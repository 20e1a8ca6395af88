import type { BuildOptions, Loader } from 'esbuild';
import type { BundleOptions, FunctionSource } from '../../model/artifact.ts';
import { metadataPlugins } from './decorator-metadata.ts';
import { stageEntryName } from './preview-path.ts';
import { targetOf } from './settings-key.ts';
import { INJECTED, entryName, shipPlugin } from './ship-plugin.ts';

/** Where outputs would go if they were written: metafile and source maps name paths below it. */
export const OUTPUT_FOLDER = '.ship-bundle';

export function makeBuildOptions(
  root: string,
  group: readonly FunctionSource[],
): BuildOptions & { readonly metafile: true; readonly write: false } {
  const [{ bundle, runtime }] = group as [FunctionSource];
  const metadata = metadataPlugins(root, group);
  return {
    absWorkingDir: root,
    entryPoints: group.map((source, index) => ({
      in: bundle.stripStage ? stageEntryName(source) : entryName(source.path),
      out: `f${index}`,
    })),
    outdir: OUTPUT_FOLDER,
    assetNames: 'assets/[name]-[hash]',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: bundle.format,
    target: targetOf(bundle, runtime),
    minify: bundle.minify,
    // Error classes, decorators and frameworks go by the names of functions and classes; decorated ones would be renamed.
    keepNames: bundle.minify || metadata.length > 0,
    sourcemap: bundle.sourceMap ? 'external' : false,
    sourcesContent: true,
    external: externalsOf(bundle),
    mainFields: [...bundle.mainFields],
    define: { ...pathDefines(bundle.format), ...bundle.define },
    inject: [INJECTED],
    // Neither can be part of a text: they are put beside the bundle, and a .wasm file is imported as its path.
    loader: { '.node': 'copy', '.wasm': 'file', ...(bundle.loader as Record<string, Loader>) },
    plugins: [...metadata, shipPlugin(bundle.format)],
    banner: { js: bannerOf(bundle) },
    logLevel: 'silent',
    logOverride: { 'unsupported-require-call': 'warning', 'require-resolve-not-external': 'warning' },
    legalComments: 'none',
    ...(bundle.tsconfig ? { tsconfig: bundle.tsconfig } : {}),
  };
}

function externalsOf({ external, nodeModules, awsSdk }: BundleOptions): string[] {
  return [
    ...external,
    ...nodeModules.flatMap((name) => [name, `${name}/*`]),
    // Lambda's Node.js runtimes bring the clients together with the @smithy packages that they are made of.
    ...(awsSdk === 'runtime' ? ['@aws-sdk/*', '@smithy/*'] : []),
  ];
}

// What one module format has and the other has not; see `ship-plugin.ts` for the values.
function pathDefines(format: BundleOptions['format']): Record<string, string> {
  return format === 'esm'
    ? { __dirname: '__shipDirname', __filename: '__shipFilename' }
    : {
        'import.meta.url': '__shipModuleUrl',
        'import.meta.dirname': '__dirname',
        'import.meta.filename': '__filename',
      };
}

// CommonJS packages inside an ES module call `require` for Node's own modules. The name is free: esbuild renames others.
const REQUIRE_BANNER =
  "import{createRequire as __shipRequire}from'node:module';const require=__shipRequire(import.meta.url);";

function bannerOf({ format, banner }: BundleOptions): string {
  return [format === 'esm' ? REQUIRE_BANNER : '', banner ?? ''].filter((text) => text !== '').join('\n');
}
