import { posix, resolve } from 'node:path';
import type { AssetRule, BundleOptions, FunctionSource, LayerReference } from '../../model/artifact.ts';
import type { FunctionInput } from './function-input.ts';
import type { Settings } from './merge-settings.ts';

export interface SourcePlace {
  /** Absolute folder of the service. */
  readonly root: string;
  /** What the service's package.json says its JavaScript files are. */
  readonly moduleFormat: 'esm' | 'cjs';
}

type Bundle = NonNullable<FunctionInput['bundle']>;

export const defaultRuntime = 'nodejs22.x';

export function makeSource(key: string, input: FunctionInput, settings: Settings, place: SourcePlace): FunctionSource {
  const kind = input.zip !== undefined ? 'zip' : input.folder !== undefined ? 'folder' : 'entry';
  return {
    name: key,
    kind,
    path: resolve(place.root, input.zip ?? input.folder ?? input.entry ?? ''),
    handler: kind === 'entry' ? entryHandler(input.handler) : (input.handler ?? 'index.handler'),
    runtime: settings.runtime ?? defaultRuntime,
    architecture: settings.architecture ?? 'x86_64',
    bundle: makeBundle(input.bundle ?? {}, { ...place, moduleFormat: formatOf(input.entry, place) }),
    assets: (input.assets ?? []).map(makeAsset),
    include: input.include ?? [],
    exclude: input.exclude ?? [],
    layers: (settings.layers ?? []).map((layer) => makeLayer(layer, place.root)),
  };
}

/** The extension wins over package.json, as for Node.js. */
function formatOf(entry: string | undefined, { moduleFormat }: SourcePlace): SourcePlace['moduleFormat'] {
  return /\.c[jt]s$/.test(entry ?? '') ? 'cjs' : moduleFormat;
}

// The bundle's file is named by the packager, so only the export's name is the user's to say.
function entryHandler(handler: string | undefined): string {
  return `index.${handler?.split('.').at(-1) ?? 'handler'}`;
}

function makeBundle(written: Bundle, place: SourcePlace): BundleOptions {
  const { tsconfig, target, banner, outdir, stripStage } = written;
  return {
    format: written.format ?? place.moduleFormat,
    minify: written.minify ?? true,
    sourceMap: written.sourcemap ?? false,
    external: written.external ?? [],
    nodeModules: written.nodeModules ?? [],
    awsSdk: written.awsSdk ?? 'bundled',
    define: written.define ?? {},
    loader: written.loader ?? {},
    // `main` alone makes bundles of the AWS SDK a fifth larger: its CommonJS files cannot be shaken.
    mainFields: written.mainFields ?? ['module', 'main'],
    ...(target !== undefined && { target }),
    ...(tsconfig !== undefined && { tsconfig: resolve(place.root, tsconfig) }),
    ...(banner !== undefined && { banner }),
    ...(outdir !== undefined && { outdir: posix.normalize(outdir) }),
    ...(stripStage !== undefined && { stripStage }),
  };
}

function makeAsset(asset: NonNullable<FunctionInput['assets']>[number]): AssetRule {
  if (typeof asset === 'string') return { from: asset };
  return { from: asset.from, ...(asset.to !== undefined && { to: asset.to }) };
}

function makeLayer(layer: NonNullable<Settings['layers']>[number], root: string): LayerReference {
  if (typeof layer === 'string') return { kind: 'arn', arn: layer };
  if ('path' in layer) return { kind: 'local', name: layer.name, path: resolve(root, layer.path) };
  const { arn, unzippedBytes } = layer;
  return { kind: 'arn', arn, ...(unzippedBytes !== undefined && { unzippedBytes }) };
}
