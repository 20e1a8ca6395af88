import { hash } from 'node:crypto';
import { statSync } from 'node:fs';
import { posix } from 'node:path';
import type { Message, Metafile, OutputFile } from 'esbuild';
import type { FunctionSource } from '../../model/artifact.ts';
import { build } from '../../bundler/build.ts';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import { ArtifactError } from '../artifact-error.ts';
import { knownExports } from './known-exports.ts';
import { OUTPUT_FOLDER, makeBuildOptions } from './esbuild-options.ts';
import { type Absent, findAbsentPeers } from './absent-peers.ts';
import { isGuarded } from './loosen-type-imports.ts';
import { indexImports, makeModuleGraph, type ModuleGraph } from './module-graph.ts';
import { packageName, toBundleError, toPlace } from './to-bundle-error.ts';

/** A file of a bundle. `path`: in the zip. The code comes first. */
export interface BundleFile {
  readonly path: string;
  readonly sha256: string;
  readonly content: Uint8Array;
}

export interface Bundle {
  readonly source: FunctionSource;
  readonly files: readonly BundleFile[];
  readonly graph: ModuleGraph;
  /** See `knownExports`. */
  readonly exports: readonly string[] | undefined;
  readonly warnings: readonly PackagingWarning[];
}

/** One esbuild call for entries with the same settings. Throws ENTRY_MISSING, LINK_LOOP, BUNDLE_FAILED. */
export async function bundleGroup(root: string, group: readonly FunctionSource[]): Promise<Bundle[]> {
  for (const source of group) checkEntry(source);
  const { outputFiles, metafile, warnings, absent } = await run(root, group);
  const outputs = new Map(outputFiles.map((file) => [outputName(file, root), file]));
  const index = indexImports(metafile);
  const own = warnings.filter(isOfOwnCode);
  return group.map((source, at) => {
    const extension = source.bundle.format === 'esm' ? 'mjs' : 'js';
    const output = `${OUTPUT_FOLDER}/f${at}.js`;
    const graph = makeModuleGraph(metafile, index, output);
    const code = outputs.get(output)?.contents ?? new Uint8Array(0);
    const built = { input: metafile.inputs[graph.paths[0] ?? ''], output: metafile.outputs[output], code };
    return {
      source,
      files: filesOf(metafile, outputs, { output, main: `index.${extension}` }),
      graph,
      exports: knownExports(source, built),
      warnings: [
        ...own.filter(({ location }) => graph.paths.includes(location?.file ?? '')).map(toWarning),
        ...warnOfAbsent(absent.filter(({ file }) => graph.paths.includes(file))),
      ],
    };
  });
}

/** Not of packages, and not of types that are asked for as if they were values. */
function isOfOwnCode({ id, location }: Message): boolean {
  if (/(^|\/)node_modules\//.test(location?.file ?? '')) return false;
  return id !== 'import-is-undefined' || !isGuarded(location?.lineText ?? '');
}

function checkEntry({ name, path }: FunctionSource): void {
  try {
    if (statSync(path).isFile()) return;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ELOOP')
      throw new ArtifactError('LINK_LOOP', `the entry of ${name} is a link that never ends`, [path]);
    throw new ArtifactError('ENTRY_MISSING', `the entry of ${name} is not there`, [path], { cause: error });
  }
  throw new ArtifactError('ENTRY_MISSING', `the entry of ${name} is not a file`, [path], {
    next: ['give the file that exports the handler, or `folder` for a folder that is ready to run'],
  });
}

interface Built {
  readonly outputFiles: OutputFile[];
  readonly metafile: Metafile;
  readonly warnings: Message[];
  readonly absent: readonly Absent[];
}

async function run(root: string, group: readonly FunctionSource[]): Promise<Built> {
  const options = makeBuildOptions(root, group);
  let absent: readonly Absent[] = [];
  try {
    const built = await build(options).catch((error: unknown) => {
      absent = findAbsentPeers(error, root);
      if (absent.length === 0) throw error;
      const external = [...(options.external ?? []), ...absent.map(({ specifier }) => specifier)];
      return build({ ...options, external });
    });
    return { ...built, absent };
  } catch (error) {
    throw toBundleError(error, root);
  }
}

function outputName({ path }: OutputFile, root: string): string {
  return path.slice(root.endsWith('/') ? root.length : root.length + 1).replaceAll('\\', '/');
}

function filesOf(
  metafile: Metafile,
  outputs: ReadonlyMap<string, OutputFile>,
  names: { readonly output: string; readonly main: string },
): BundleFile[] {
  const map = outputs.get(`${names.output}.map`);
  const code = outputs.get(names.output)?.contents ?? new Uint8Array(0);
  const assets = (metafile.outputs[names.output]?.imports ?? []).filter(({ path }) => outputs.has(path));
  return [
    makeFile(names.main, map ? withSourceMapComment(code, names.main) : code),
    ...(map ? [makeFile(`${names.main}.map`, map.contents)] : []),
    ...[...new Set(assets.map(({ path }) => path))].map((path) =>
      makeFile(posix.relative(OUTPUT_FOLDER, path), outputs.get(path)?.contents ?? new Uint8Array(0)),
    ),
  ];
}

function makeFile(path: string, content: Uint8Array): BundleFile {
  return { path, content, sha256: hash('sha256', content, 'hex') };
}

// Written here, since esbuild would name the map after the output, which has another name in the zip.
function withSourceMapComment(code: Uint8Array, main: string): Uint8Array {
  return Buffer.concat([code, Buffer.from(`//# sourceMappingURL=${main}.map\n`)]);
}

function warnOfAbsent(absent: readonly Absent[]): PackagingWarning[] {
  const named = new Map(
    absent.flatMap((one) => (one.undeclaredBy ? [[packageName(one.specifier), one] as const] : [])),
  );
  return [...named].map(([name, { undeclaredBy = '', file }]) => ({
    kind: 'left-out',
    message: `${name} is not installed, and ${undeclaredBy} loads it only when it needs it: then that will fail`,
    file,
    next: `bundle: { external: ['${name}'] }`,
  }));
}

function toWarning(message: Message): PackagingWarning {
  const { text, file, line } = toPlace(message);
  return {
    kind: message.id === 'unsupported-require-call' ? 'dynamic-require' : 'bundler',
    message: text,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
  };
}
