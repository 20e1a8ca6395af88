import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Artifact, FunctionSource, LayerArtifact } from '../model/artifact.ts';
import { ArtifactError } from './artifact-error.ts';
import { collectAssets } from './collect-assets.ts';
import { type Bundle, bundleEntries } from './bundle-entries.ts';
import { contentDigest } from './content-digest.ts';
import { copyNodeModules } from './copy-node-modules.ts';
import { type FileEntry, sortEntries } from './file-set.ts';
import { readZipEntries } from './read-zip.ts';
import { walkFolder } from './walk-folder.ts';
import { writeZip } from './write-zip.ts';

export interface PackageRequest {
  readonly serviceName: string;
  /** Absolute folder of the service. */
  readonly root: string;
  readonly functions: readonly FunctionSource[];
  /** Absolute; zips are kept there by the digest of what they hold. */
  readonly cacheDir: string;
  readonly useCache: boolean;
}

export interface PackagedService {
  /** In the order of `functions`. */
  readonly functions: readonly Artifact[];
}

/** Bundles or collects every function and zips it; the same content gives the same bytes, and is zipped once. */
export async function packageService(request: PackageRequest): Promise<PackagedService> {
  const bundles = await bundleEntries(
    request.root,
    request.functions.filter(({ kind }) => kind === 'entry'),
  );
  const functions: Artifact[] = [];
  for (const source of request.functions)
    functions.push(await packageFunction(request, source, bundles.get(source.name)));
  return { functions };
}

async function packageFunction(
  request: PackageRequest,
  source: FunctionSource,
  bundle: Bundle | undefined,
): Promise<Artifact> {
  const layers: LayerArtifact[] = [];
  for (const layer of source.layers) {
    if (layer.kind === 'local') layers.push({ name: layer.name, ...(await packageTree(request, layer.path)) });
  }
  const code =
    source.kind === 'entry' ? await packageBundle(request, source, bundle) : await packageTree(request, source.path);
  const fallback = source.handler.split('.').at(-1) ?? 'handler';
  const handler = source.kind === 'entry' ? `index.${fallback}` : source.handler;
  return { functionName: source.name, ...code, handler, layers };
}

type Zipped = Omit<Artifact, 'functionName' | 'handler' | 'layers'>;

function packageBundle(request: PackageRequest, source: FunctionSource, bundle: Bundle | undefined): Promise<Zipped> {
  const assets = collectAssets(request.root, source.assets);
  const modules = copyNodeModules(request.root, source.bundle.nodeModules);
  return zipEntries(request, [...(bundle?.files ?? []), ...assets, ...modules]);
}

async function packageTree(request: PackageRequest, path: string): Promise<Zipped> {
  if (!existsSync(path)) throw new ArtifactError('ENTRY_MISSING', 'there is nothing at this path', [path]);
  return statSync(path).isDirectory() ? zipEntries(request, walkFolder(path)) : zipAsItIs(path);
}

async function zipEntries({ cacheDir, useCache }: PackageRequest, unsorted: readonly FileEntry[]): Promise<Zipped> {
  const entries = sortEntries(unsorted);
  const digest = contentDigest(entries);
  mkdirSync(cacheDir, { recursive: true });
  const zipPath = join(cacheDir, `${digest}.zip`);
  if (!useCache || !existsSync(zipPath)) await writeWhole(entries, zipPath);
  const unzippedBytes = entries.reduce(
    (sum, { from }) => sum + (from.kind === 'memory' ? from.content.length : from.bytes),
    0,
  );
  return { ...hashed(zipPath), contentDigest: digest, unzippedBytes, fileCount: entries.length };
}

/** By rename, so that a run beside this one, or one that was killed, never leaves half a zip under a good name. */
async function writeWhole(entries: readonly FileEntry[], zipPath: string): Promise<void> {
  const unfinished = `${zipPath}.${process.pid}.tmp`;
  try {
    await writeZip(entries, unfinished);
    renameSync(unfinished, zipPath);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** A prebuilt zip is sent byte for byte; only its table of contents is read. */
function zipAsItIs(zipPath: string): Zipped {
  const entries = readZipEntries(readFileSync(zipPath), zipPath);
  const zip = hashed(zipPath);
  const unzippedBytes = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  return { ...zip, contentDigest: zip.sha256, unzippedBytes, fileCount: entries.length };
}

function hashed(zipPath: string): Pick<Zipped, 'sha256' | 'codeSha256' | 'zipPath' | 'zippedBytes'> {
  const bytes = readFileSync(zipPath);
  const hash = createHash('sha256').update(bytes).digest();
  return { sha256: hash.toString('hex'), codeSha256: hash.toString('base64'), zipPath, zippedBytes: bytes.length };
}
