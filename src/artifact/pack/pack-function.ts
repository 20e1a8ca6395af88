import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FunctionSource, LayerReference } from '../../model/artifact.ts';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import { ArtifactError } from '../artifact-error.ts';
import type { BundledFunction } from '../bundle/bundle-functions.ts';
import { checkExport } from '../bundle/known-exports.ts';
import { remembered } from '../cache/remembered.ts';
import { collectAssets } from '../collect/collect-assets.ts';
import { compilePatterns } from '../collect/glob.ts';
import type { FileEntry } from '../collect/file-entry.ts';
import { findMissingHandler } from '../collect/handler-file.ts';
import { findModuleTrap, findRequiredModules } from '../collect/module-kind.ts';
import { collectPackages } from '../collect/packages/collect-packages.ts';
import { platformOf } from '../collect/packages/platform.ts';
import { checkFolderModules, checkSelectedModules } from './check-modules.ts';
import { placeBundle } from './place-bundle.ts';
import { packEntries, packPrebuilt } from './pack-tree.ts';
import type { PackWork, PackedFunction, PackedTree } from './packed-function.ts';
import { meanwhile } from './turns.ts';
import { handlerOfReady, withStripper } from './strip-stage.ts';
import { warnOfReads } from './warn-of-reads.ts';

/** One function's code and local layers. */
export async function packFunction(
  work: PackWork,
  source: FunctionSource,
  bundle: BundledFunction | undefined,
): Promise<PackedFunction> {
  const layers: PackedFunction['layers'][number][] = [];
  for (const layer of source.layers) if (layer.kind === 'local') layers.push(await packLayer(work, source, layer));
  const code = bundle ? await packBundle(work, source, { bundle, layers }) : await packReady(work, source, layers);
  return {
    ...code,
    source,
    layers,
    handler: bundle ? placeBundle(source).handler : handlerOfReady(source, code.entries),
  };
}

type Code = PackedTree & Pick<PackedFunction, 'packages'>;

async function packBundle(
  work: PackWork,
  source: FunctionSource,
  { bundle, layers }: { readonly bundle: BundledFunction; readonly layers: PackedFunction['layers'] },
): Promise<Code> {
  checkExport(source, bundle.exports);
  const placed = placeBundle(source);
  const isExcluded = compilePatterns(source.exclude);
  const assets = collectAssets(work.root, source.assets);
  const { packages, missing, entries } = collectPackages(source.bundle.nodeModules, {
    folders: [work.root, ...bundle.importers.map((folder) => resolve(work.root, folder))],
    platform: platformOf(source.architecture),
  });
  const all = [...placed.entries(bundle.entries), ...[...assets, ...entries].filter(({ path }) => !isExcluded(path))];
  const own = [
    ...missing.map((text): PackagingWarning => ({
      kind: 'missing-dependency',
      message: `${text}, which is not installed`,
    })),
    ...checkSelectedModules(source, all, packages),
    ...findRequiredModules(source, packages),
  ];
  const zipping = packEntries(work, [source.name, 'code'], all);
  const looking = meanwhile(() => {
    const { warnings, reads } = bundle.findings();
    if (bundle.isNew) work.whileZipping?.({ source, entries: all, packages, layers });
    return [...warnings, ...warnOfReads(placed.reads(reads), all, warnings), ...own];
  });
  await Promise.allSettled([zipping, looking]);
  return { ...(await zipping), packages, warnings: await looking };
}

async function packReady(work: PackWork, source: FunctionSource, layers: PackedFunction['layers']): Promise<Code> {
  const complete = (entries: readonly FileEntry[]): readonly FileEntry[] => withStripper(source, entries);
  let found: PackagingWarning[] | undefined;
  const whileZipping = (entries: readonly FileEntry[]): void => {
    found = findModuleWarnings(source, entries);
    work.whileZipping?.({ source, entries, packages: [], layers });
  };
  const packed = await packPrebuilt(work, [source.name, 'code'], { ...source, complete, whileZipping });
  const about = { name: ['modules', work.serviceName, source.name], state: packed.zipped?.state ?? '' };
  const modules = (): PackagingWarning[] => found ?? findModuleWarnings(source, packed.entries);
  return {
    ...packed,
    packages: [],
    warnings: [...packed.warnings, ...checkHandler(source, packed), ...remembered(work.cache, about, modules)],
  };
}

const findModuleWarnings = (source: FunctionSource, entries: readonly FileEntry[]): PackagingWarning[] =>
  source.kind === 'folder' ? [...checkFolderModules(source, entries), ...findModuleTrap(source, entries)] : [];

function checkHandler(source: FunctionSource, { entries }: PackedTree): PackagingWarning[] {
  const missing = findMissingHandler(source, entries);
  if (missing === undefined) return [];
  const isNamed = source.handler.includes('.') || source.runtime.startsWith('provided');
  const message = isNamed
    ? `handler ${source.handler} of ${source.name} needs ${missing}, which is not in ${source.path}`
    : `handler ${source.handler} of ${source.name} is written file.function, such as app.handler`;
  // A layer may bring it.
  if (source.layers.length > 0) return [{ kind: 'missing-handler', message }];
  throw new ArtifactError('ENTRY_MISSING', `the handler of ${source.name} is not there`, [message]);
}

async function packLayer(
  work: PackWork,
  source: FunctionSource,
  { name, path }: Extract<LayerReference, { kind: 'local' }>,
): Promise<PackedFunction['layers'][number]> {
  if (!existsSync(path))
    throw new ArtifactError('LAYER_MISSING', `layer ${name} of ${source.name} is not there`, [path], {
      next: ['build it first, or mend `path` of the layer'],
    });
  return { name, ...(await packPrebuilt(work, ['layer', name], { path, include: [], exclude: [] })) };
}
