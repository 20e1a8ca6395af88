import type { Artifact } from '../../src/model/artifact.ts';
import type { DeployRequest } from '../../src/release/index.ts';
import { aService } from './a-service.ts';

/** Two functions that use the same local layer. */
export function sharing(zippedBytes: number, main = 'one'): Pick<DeployRequest, 'service' | 'artifacts'> {
  const { service, artifacts } = aService({ code: { main, mail: 'letters' } });
  const layer = { name: 'fonts', contentDigest: 'f1', sha256: 'abc', codeSha256: '', zipPath: '/x' };
  const layers = [{ ...layer, zippedBytes, unzippedBytes: zippedBytes }];
  const functions = service.functions.map((one) => ({
    ...one,
    source: { ...one.source, layers: [{ kind: 'local', name: 'fonts', path: '/x' } as const] },
  }));
  const layered = Object.entries(artifacts).map(([key, artifact]) => [key, { ...artifact, layers }] as const);
  return { service: { ...service, functions }, artifacts: Object.fromEntries<Artifact>(layered) };
}
