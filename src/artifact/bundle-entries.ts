import { existsSync } from 'node:fs';
import { basename, dirname, sep } from 'node:path';
import { type BuildFailure, type BuildOptions, type Metafile, type OutputFile, build } from 'esbuild';
import type { FunctionSource } from '../model/artifact.ts';
import { ArtifactError } from './artifact-error.ts';
import type { FileEntry } from './file-set.ts';

export interface Bundle {
  readonly files: readonly FileEntry[];
  readonly metafile: Metafile;
}

/** One esbuild call for all entries that share their options: what they import is parsed once. */
export async function bundleEntries(
  root: string,
  sources: readonly FunctionSource[],
): Promise<ReadonlyMap<string, Bundle>> {
  for (const source of sources) {
    if (!existsSync(source.path))
      throw new ArtifactError('ENTRY_MISSING', `the entry of ${source.name} is not there`, [source.path]);
  }
  const groups = new Map<string, FunctionSource[]>();
  for (const source of sources) {
    const key = JSON.stringify([source.bundle, source.runtime]);
    groups.set(key, [...(groups.get(key) ?? []), source]);
  }
  const built = await Promise.all([...groups.values()].map((group) => bundleGroup(root, group)));
  return new Map(built.flat());
}

async function bundleGroup(root: string, group: readonly FunctionSource[]): Promise<readonly [string, Bundle][]> {
  const [first] = group;
  if (!first) return [];
  const result = await run(optionsOf(root, first, group));
  return group.map((source) => [source.name, bundleOf(source, result)]);
}

function optionsOf(
  root: string,
  { bundle, runtime }: FunctionSource,
  group: readonly FunctionSource[],
): BuildOptions & { metafile: true } {
  const node = /^nodejs(\d+)/.exec(runtime)?.[1] ?? '22';
  return {
    absWorkingDir: root,
    entryPoints: group.map(({ name, path }) => ({ in: path, out: `${name}/index` })),
    outdir: 'out',
    outExtension: { '.js': bundle.format === 'esm' ? '.mjs' : '.js' },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: bundle.format,
    target: bundle.target ?? `node${node}`,
    minify: bundle.minify,
    keepNames: bundle.minify,
    sourcemap: bundle.sourceMap,
    external: [
      ...bundle.external,
      ...bundle.nodeModules,
      ...(bundle.awsSdk === 'runtime' ? ['@aws-sdk/*', '@smithy/*'] : []),
    ],
    mainFields: [...bundle.mainFields],
    define: bundle.define,
    loader: bundle.loader as Record<string, 'json'>,
    logLevel: 'silent',
    legalComments: 'none',
    ...(bundle.banner ? { banner: { js: bundle.banner } } : {}),
    ...(bundle.tsconfig ? { tsconfig: bundle.tsconfig } : {}),
  };
}

async function run(
  options: BuildOptions & { metafile: true },
): Promise<{ outputFiles: OutputFile[]; metafile: Metafile }> {
  try {
    const { outputFiles = [], metafile } = await build(options);
    return { outputFiles, metafile };
  } catch (error) {
    const { errors = [] } = error as Partial<BuildFailure>;
    if (errors.length === 0) throw error;
    const lines = errors.map(({ text, location }) => {
      const place = location ? `${location.file}:${location.line}:${location.column}: ` : '';
      return `${place}${text}`;
    });
    throw new ArtifactError('BUNDLE_FAILED', lines[0] ?? 'esbuild failed', lines);
  }
}

function bundleOf(source: FunctionSource, result: { outputFiles: OutputFile[]; metafile: Metafile }): Bundle {
  const own = result.outputFiles.filter(({ path }) => dirname(path).endsWith(`${sep}out${sep}${source.name}`));
  const files = own.map(({ path, contents }): FileEntry => ({
    path: basename(path),
    executable: false,
    from: { kind: 'memory', content: Buffer.from(contents) },
  }));
  return { files, metafile: result.metafile };
}
