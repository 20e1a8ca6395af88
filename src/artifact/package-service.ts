import type { Artifact } from '../model/artifact.ts';
import type { PackagingWarning } from '../model/packaged-service.ts';
import { packService } from './pack/pack-service.ts';
import type { PackageRequest } from './pack/packed-function.ts';
import { toArtifact } from './pack/to-artifact.ts';

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
