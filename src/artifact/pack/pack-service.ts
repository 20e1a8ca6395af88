import { realpathSync } from 'node:fs';
import type { FunctionSource } from '../../model/artifact.ts';
import { ArtifactError } from '../artifact-error.ts';
import { bundleFunctions, LostBundle } from '../bundle/bundle-functions.ts';
import { openCacheFolder } from '../cache/cache-folder.ts';
import { pruneCache } from '../cache/prune-cache.ts';
import { UNZIPPED_LIMIT_BYTES } from '../size/limits.ts';
import { unreadable } from '../zip/read-source.ts';
import { packFunction } from './pack-function.ts';
import { makeTurns, meanwhile, settleAll } from './turns.ts';
import type { PackageRequest, PackWork, PackedFunction } from './packed-function.ts';

/** Bundles or collects every function and zips it; what did not change comes from the cache. */
export async function packService(request: PackageRequest): Promise<PackedFunction[]> {
  try {
    return await pack(request);
  } catch (error) {
    if (!(error instanceof LostBundle)) throw error;
    return pack({ ...request, useCache: false });
  }
}

async function pack(request: PackageRequest): Promise<PackedFunction[]> {
  const { pool, close } = lazyPool();
  try {
    return await packWith(pool, request);
  } finally {
    await close();
  }
}

async function packWith(pool: PackWork['pool'], request: PackageRequest): Promise<PackedFunction[]> {
  const work: PackWork = {
    ...request,
    root: real(request),
    functions: request.functions.map(withRealPath),
    cache: openCacheFolder(request.cacheDir, { reads: request.useCache }),
    limitBytes: request.limitBytes ?? UNZIPPED_LIMIT_BYTES,
    lookedAtMs: Date.now(),
    inTurn: makeTurns(),
    pool,
  };
  const { bundles, remember } = await bundleFunctions({
    service: work.serviceName,
    root: work.root,
    sources: work.functions.filter(({ kind }) => kind === 'entry'),
    cache: work.cache,
  });
  const packing = settleAll(work.functions.map((source) => packFunction(work, source, bundles.get(source.name))));
  const remembering = meanwhile(remember);
  await Promise.allSettled([packing, remembering]);
  await remembering;
  const packed = await packing;
  if (packed.some(({ zipped }) => zipped?.reused === false)) pruneCache(work.cache, { keepSinceMs: work.lookedAtMs });
  return packed;
}

function lazyPool(): { readonly pool: PackWork['pool']; readonly close: () => Promise<void> } {
  let started: ReturnType<PackWork['pool']> | undefined;
  const start: PackWork['pool'] = async () => (await import('../anew.ts')).startPool();
  return {
    pool: () => (started ??= start()),
    // Whoever asked has heard why it did not start.
    close: async () => started?.then((pool) => pool.close()).catch(() => {}),
  };
}

// Esbuild names modules by their real paths; below a linked folder they would all seem to lie outside.
function withRealPath(source: FunctionSource): FunctionSource {
  try {
    return { ...source, path: realpathSync.native(source.path) };
  } catch (error) {
    // That it is not there, or never ends, is said where the function is packaged.
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? '')) return source;
    throw unreadable(source.path, error);
  }
}

function real({ root, serviceName }: PackageRequest): string {
  try {
    return realpathSync.native(root);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadable(root, error);
    throw new ArtifactError('ENTRY_MISSING', "the service's folder is not there", [root], {
      next: [`say in the config where it is: services.${serviceName}.root, such as '.' for the config's own folder`],
      cause: error,
    });
  }
}
