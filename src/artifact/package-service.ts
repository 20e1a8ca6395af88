import type { Artifact, LayerArtifact } from '../model/artifact.ts';
import type { PackagingWarning } from '../model/packaged-service.ts';
import { ArtifactError } from './artifact-error.ts';
import { packService } from './pack/pack-service.ts';
import type { PackageRequest, PackedFunction } from './pack/packed-function.ts';
import type { Zipped } from './zip/zip-entries.ts';

export type { PackageRequest } from './pack/packed-function.ts';

/** A service bundled, collected and zipped. */
export interface PackagedService {
  /** In the order of the functions that were given. */
  readonly functions: readonly Artifact[];
  /** Of all functions: what will probably go wrong when they run. */
  readonly warnings: readonly (PackagingWarning & { readonly functionName: string })[];
  /** Names of functions for which everything came from the cache. */
  readonly reused: readonly string[];
}

/**
 * Bundles or collects every function and zips it: the same content gives the same bytes on any machine, and what did not
 * change costs asking for the state of its files. Throws ArtifactError; TOO_LARGE when files are more than Lambda takes.
 */
export async function packageService(request: PackageRequest): Promise<PackagedService> {
  const packed = await packService(request);
  return {
    functions: packed.map(toArtifact),
    warnings: packed.flatMap(({ source, warnings }) =>
      warnings.map((warning) => ({ ...warning, functionName: source.name })),
    ),
    reused: packed.filter(({ zipped }) => zipped?.reused).map(({ source }) => source.name),
  };
}

/** Throws TOO_LARGE when there is no zip. */
export function toArtifact(packed: PackedFunction): Artifact {
  const { source, handler, zipped, layers } = packed;
  if (!zipped) throw tooLarge(source.name);
  return {
    functionName: source.name,
    ...toZipFacts(zipped),
    fileCount: zipped.fileCount,
    handler,
    layers: layers.map((layer): LayerArtifact => {
      if (!layer.zipped) throw tooLarge(`layer ${layer.name}`);
      return { name: layer.name, ...toZipFacts(layer.zipped) };
    }),
  };
}

function toZipFacts(zipped: Zipped): Omit<LayerArtifact, 'name'> {
  const { sha256, contentDigest, zipPath, zippedBytes, unzippedBytes } = zipped;
  const codeSha256 = Buffer.from(sha256, 'hex').toString('base64');
  return { sha256, codeSha256, contentDigest, zipPath, zippedBytes, unzippedBytes };
}

function tooLarge(name: string): ArtifactError {
  return new ArtifactError('TOO_LARGE', `${name} unpacks to more than Lambda takes (262,144,000 bytes)`, [], {
    next: ['see what is in it and what to do: ship size'],
  });
}
