import { openCacheFolder } from '../cache/cache-folder.ts';
import { readSealed, writeSealed } from '../cache/sealed-json.ts';
import type { RemoteLayerSize } from '../size/size-input.ts';
import { splitPackage } from '../size/size-parts.ts';
import { readDirectory, type ListedEntry } from '../zip/read-directory.ts';

/** A layer's zip, wherever it lies. */
export interface LayerZip {
  readonly zippedBytes: number;
  /** Bytes of it; what answers a range request over HTTP. */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
}

/** Where to find a layer by ARN; undefined when it cannot be asked: offline, or not allowed. */
export type FindLayer = (arn: string) => Promise<LayerZip | undefined>;

/**
 * Sizes of layers by ARN. A version is immutable, so each is looked at once per machine; of its zip only the table of
 * contents is read. Those that cannot be found are not in the answer: unknown, never zero. Throws BROKEN_ZIP.
 */
export async function measureRemoteLayers(
  arns: readonly string[],
  cacheDir: string,
  findLayer: FindLayer = async () => undefined,
): Promise<Record<string, RemoteLayerSize>> {
  const cache = openCacheFolder(cacheDir, { reads: true });
  const sizes = await Promise.all(
    [...new Set(arns)].map(async (arn) => {
      const path = cache.record('layer', arn);
      const known = readSealed(path) as RemoteLayerSize | undefined;
      const size = known ?? (await measure(await findLayer(arn)));
      if (size && !known) writeSealed(path, size);
      return size ? [[arn, size] as const] : [];
    }),
  );
  return Object.fromEntries(sizes.flat());
}

async function measure(zip: LayerZip | undefined): Promise<RemoteLayerSize | undefined> {
  if (!zip) return undefined;
  const entries = await readDirectory(zip.read, zip.zippedBytes);
  return { unzippedBytes: entries.reduce((sum, { bytes }) => sum + bytes, 0), packages: sumPackages(entries) };
}

function sumPackages(entries: readonly ListedEntry[]): Record<string, number> {
  const packages: Record<string, number> = {};
  for (const { path, bytes } of entries) {
    const name = splitPackage(path)?.name;
    if (name !== undefined) packages[name] = (packages[name] ?? 0) + bytes;
  }
  return packages;
}
