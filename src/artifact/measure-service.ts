import type { MeasuredFunction, MeasuredService } from '../model/packaged-service.ts';
import { openCacheFolder, type CacheFolder } from './cache/cache-folder.ts';
import { packService } from './pack/pack-service.ts';
import type { Unzipped } from './pack/packed-function.ts';
import type { PackageRequest } from './package-service.ts';
import { measurePacked, workOut, type MadeOf } from './size/measure-packed.ts';
import { readTrusted, writeTrusted } from './size/trusted-folder.ts';

export interface MeasureRequest extends PackageRequest {
  /**
   * `look`: at every file. `trust`: what package managers installed is taken to be as they left it, as long as neither
   * their mark nor any folder has moved; for weighing.
   */
  readonly installs?: 'look' | 'trust';
}

/** Packages a service and says what its functions are made of; one that is too large has no artifact and everything else. */
export async function measureService(request: MeasureRequest): Promise<MeasuredService> {
  const cache = openCacheFolder(request.cacheDir, { reads: request.useCache });
  const trusted =
    request.installs === 'trust' ? await readAllTrusted(request, cache) : new Map<string, MeasuredFunction>();
  const rest = request.functions.filter(({ name }) => !trusted.has(name));
  const measured = new Map(trusted);
  if (rest.length > 0)
    for (const each of await measureAnew({ ...request, functions: rest }, cache)) measured.set(each.name, each);
  return {
    service: request.serviceName,
    functions: request.functions.flatMap(({ name }) => measured.get(name) ?? []),
  };
}

async function readAllTrusted(request: MeasureRequest, cache: CacheFolder): Promise<Map<string, MeasuredFunction>> {
  const found = new Map<string, MeasuredFunction>();
  for (const source of request.functions) {
    const measured = await readTrusted(cache, request.serviceName, source);
    if (measured) found.set(source.name, measured);
  }
  return found;
}

async function measureAnew(request: PackageRequest, cache: CacheFolder): Promise<MeasuredFunction[]> {
  const lookedAtMs = Date.now();
  const made = new Map<string, MadeOf>();
  const whileZipping = (each: Unzipped): unknown => made.set(each.source.name, workOut(each, request, cache));
  const packed = await packService({ ...request, whileZipping });
  const measured = packed.map((each) => measurePacked(each, request, { cache, made }));
  for (const [index, source] of request.functions.entries()) {
    const each = measured[index];
    const entries = packed[index]?.entries ?? [];
    if (each) await writeTrusted(cache, request.serviceName, source, { measured: each, entries, lookedAtMs });
  }
  return measured;
}
