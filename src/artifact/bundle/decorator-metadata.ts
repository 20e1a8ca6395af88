import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { OnLoadResult, Plugin, PluginBuild } from 'esbuild';
import type { FunctionSource } from '../../model/artifact.ts';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import { loosenTypeImports } from './loosen-type-imports.ts';
import type { ModuleGraph } from './module-graph.ts';
import { compilerPlaces, findCompiler, type ProjectCompiler } from './project-compiler.ts';
import { packageOf } from './run-time-reads.ts';
import { tsconfigChain } from './tsconfig-chain.ts';

/**
 * Frameworks that inject by type (NestJS, TypeORM) need what esbuild does not write: files with decorators go through the
 * project's own compiler first, where its tsconfig.json asks for that. Others are never looked at by it.
 */
export function metadataPlugins(root: string, group: readonly FunctionSource[]): Plugin[] {
  const compiler = group.some(asksForMetadata) ? findCompiler(root) : undefined;
  return compiler ? [metadataPlugin(compiler, group[0]?.bundle.tsconfig)] : [];
}

/** Entries that do are bundled with each other alone: names are kept for them, and one's bytes must not depend on another. */
export function asksForMetadata({ path, bundle }: FunctionSource): boolean {
  return metadataConfig(dirname(path), bundle.tsconfig) !== undefined;
}

function metadataPlugin(compiler: ProjectCompiler, tsconfig: string | undefined): Plugin {
  const configs = new Map<string, string | undefined>();
  const configOf = (folder: string): string | undefined => {
    if (!configs.has(folder)) configs.set(folder, metadataConfig(folder, tsconfig));
    return configs.get(folder);
  };
  return {
    name: 'ship-decorator-metadata',
    setup: (build) => {
      build.onLoad({ filter: sources, namespace: 'file' }, async ({ path }): Promise<OnLoadResult | undefined> => {
        const config = packageOf(path) === undefined ? configOf(dirname(path)) : undefined;
        const code = config === undefined ? '' : readFileSync(path, 'utf8');
        if (config === undefined || !decorator.test(code)) return undefined;
        return compiled({ compiler, build }, { code, path, config });
      });
    },
  };
}

async function compiled(
  { compiler, build }: { readonly compiler: ProjectCompiler; readonly build: PluginBuild },
  { code, path, config }: { readonly code: string; readonly path: string; readonly config: string },
): Promise<OnLoadResult> {
  const isThere = async (specifier: string): Promise<boolean> => {
    const how = { kind: 'import-statement', importer: path, resolveDir: dirname(path), namespace: 'file' } as const;
    return (await build.resolve(specifier, how)).errors.length === 0;
  };
  try {
    const contents = await loosenTypeImports(compiler.compile(code, path, config), isThere);
    // As TypeScript: imports without use fall away.
    return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' };
  } catch (error) {
    return { errors: [{ text: (error as Error).message, location: { file: path } }] };
  }
}

/** What decides about decorator metadata besides the sources: where a compiler is installed, or may be. */
export function metadataInputs(root: string, source: FunctionSource): string[] {
  if (!asksForMetadata(source)) return [];
  return compilerPlaces(root).map((folder) => join(folder, 'package.json'));
}

/** Without a compiler such frameworks start, answer 404 properly, and 500 to every real call. */
export function findMissingMetadata(graph: ModuleGraph, root: string, tsconfig?: string): PackagingWarning[] {
  const entry = resolve(root, graph.paths[0] ?? '');
  if (metadataConfig(dirname(entry), tsconfig) === undefined || findCompiler(root)) return [];
  const decorated = graph.paths.find((path) => isDecorated(resolve(root, path), path));
  if (decorated === undefined) return [];
  const message =
    'tsconfig.json asks for decorator metadata (emitDecoratorMetadata), and no compiler that writes it is installed';
  const next = 'npm install --save-dev @swc/core (or typescript before 7): ship uses it';
  return [{ kind: 'decorator-metadata', message, file: decorated, next }];
}

const sources = /\.[cm]?tsx?$/;
// At the start of a line, of a class's body, or of a parameter; `{@link` is a comment's.
const decorator = /(?:^\s*|\{\s+|[(,;]\s*)@[A-Za-z_$]/m;

function isDecorated(file: string, path: string): boolean {
  return packageOf(path) === undefined && sources.test(path) && decorator.test(readFileSync(file, 'utf8'));
}

/** The tsconfig.json that holds for a folder's files, when it asks for metadata. */
function metadataConfig(folder: string, tsconfig: string | undefined): string | undefined {
  const config = tsconfig ?? nearest('tsconfig.json', folder);
  const asks = config && tsconfigChain(config).some((file) => emitsMetadata.test(readFileSync(file, 'utf8')));
  return asks ? config : undefined;
}

const emitsMetadata = /"emitDecoratorMetadata"\s*:\s*true/;

function nearest(name: string, folder: string): string | undefined {
  const file = resolve(folder, name);
  if (existsSync(file)) return file;
  return dirname(folder) === folder ? undefined : nearest(name, dirname(folder));
}
