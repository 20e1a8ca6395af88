import type { Artifact } from '../../src/model/artifact.ts';
import type { DeployRequest } from '../../src/release/index.ts';
import { aService } from './a-service.ts';
import { emptyAws } from './memory/memory-aws.ts';
import { deployTo } from './memory/runner.ts';

/** Two functions that use the same local layer. */
function sharing(zippedBytes: number): Pick<DeployRequest, 'service' | 'artifacts'> {
  const { service, artifacts } = aService({ code: { main: 'one', mail: 'letters' } });
  const layer = { name: 'fonts', contentDigest: 'f1', sha256: 'abc', codeSha256: '', zipPath: '/x' };
  const layers = [{ ...layer, zippedBytes, unzippedBytes: zippedBytes }];
  const functions = service.functions.map((one) => ({
    ...one,
    source: { ...one.source, layers: [{ kind: 'local', name: 'fonts', path: '/x' } as const] },
  }));
  const layered = Object.entries(artifacts).map(([key, artifact]) => [key, { ...artifact, layers }] as const);
  return { service: { ...service, functions }, artifacts: Object.fromEntries<Artifact>(layered) };
}

test.each([
  ['directly', 500, ['publishLayer']],
  ['through the bucket', 52_428_801, ['putArtifact', 'publishLayer']],
])('a new layer that two functions share is published once, %s', async (_, zippedBytes, expected) => {
  const aws = emptyAws();
  await deployTo(aws, { code: { main: 'one', mail: 'letters' } });
  const { calls } = await deployTo(aws, {}, { request: sharing(zippedBytes) });
  expect(calls.filter((call) => /putArtifact|publishLayer/.test(call))).toEqual(expected);
  const arns = [...aws.functions.values()].map(({ settings }) => settings.layerArns);
  expect(arns).toEqual([[expect.stringContaining('fonts')], arns[0]]);
});

test('a layer whose publishing failed for one function is not taken for published by the other', async () => {
  const aws = emptyAws();
  await deployTo(aws, { code: { main: 'one', mail: 'letters' } });
  const before = ({ operation }: { operation: string }): void => {
    if (operation === 'publishLayer') throw new Error('gone');
  };
  await expect(deployTo(aws, {}, { request: sharing(500), interceptor: { before } })).rejects.toThrow(
    'ship failed while',
  );
  expect((await deployTo(aws, {}, { request: sharing(500) })).result.live).toBe('r2');
});
