import { join } from 'node:path';
import { ArtifactError } from '../../artifact/artifact-error.ts';
import { packageService } from '../../artifact/package-service.ts';
import { packagingFailed } from '../../errors/catalogue/packaging-errors.ts';
import type { Artifact } from '../../model/artifact.ts';
import type { Service } from '../../model/service.ts';
import type { Ports } from '../../release/index.ts';
import { count } from '../terminal/format.ts';

/** The service's zips by function key, packaged where needed and kept in `.ship/cache` below the config's folder. */
export async function packageArtifacts(
  service: Service,
  configRoot: string,
  { report, clock }: Pick<Ports, 'report' | 'clock'>,
): Promise<Readonly<Record<string, Artifact>>> {
  const began = clock.monotonic();
  report({ kind: 'preparing', what: 'package', title: `Package ${count(service.functions.length, 'function')}` });
  const request = {
    serviceName: service.name,
    root: service.root,
    functions: service.functions.map(({ source }) => source),
    cacheDir: join(configRoot, '.ship', 'cache'),
    useCache: true,
  };
  try {
    const { functions } = await packageService(request);
    report({ kind: 'prepared', what: 'package', ms: clock.monotonic() - began });
    return Object.fromEntries(functions.map((artifact) => [artifact.functionName, artifact]));
  } catch (error) {
    if (error instanceof ArtifactError) throw packagingFailed(service.name, error);
    throw error;
  }
}
