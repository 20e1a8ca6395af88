import { emptyAws } from './memory/memory-aws.ts';
import { deployTo } from './memory/runner.ts';
import { sharing } from './shared-layer.ts';

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
