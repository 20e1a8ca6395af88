import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import type { Call } from './memory/memory-cloud.ts';
import { deployTo, rollBack } from './memory/runner.ts';

// Provisioned concurrency costs by the hour: what no release needs any more is given back, and what one needs is there.

const code = { main: 'one', report: 'two' };
const warm = (aws: MemoryAws): readonly string[] =>
  [...aws.functions].flatMap(([name, { provisioned }]) =>
    [...provisioned.keys()].map((version) => `${name}:${version}`),
  );

test('what the config has forgotten is given back', async () => {
  const aws = emptyAws();
  await deployTo(aws, { code, provisioned: { report: 2 } });
  expect(warm(aws)).toEqual(['test-orders-report:1']);
  await deployTo(aws, { code });
  expect(warm(aws)).toEqual([]);
  expect((await deployTo(aws, { code })).result.result).toBe('unchanged');
});

test('what a function had that the config has lost is given back', async () => {
  const aws = emptyAws();
  await deployTo(aws, { code, provisioned: { report: 2 } });
  await deployTo(aws, { code: { main: 'one' } });
  expect(warm(aws)).toEqual([]);
});

test('a service that never had any is not asked for it', async () => {
  const aws = emptyAws();
  await deployTo(aws, { code });
  expect((await deployTo(aws, { code: { ...code, main: 'three' } })).calls).not.toContain('listProvisionedVersions');
});

test('what a killed deploy had warmed is given back by the next, which has forgotten it', async () => {
  const aws = emptyAws();
  await deployTo(aws, { code });
  const dead = new Promise<never>(() => undefined);
  const killed = new Promise<void>((resolve) => {
    const before = async ({ operation }: Call): Promise<void> => {
      if (operation !== 'updateStage') return;
      resolve();
      await dead;
    };
    void deployTo(aws, { code: { ...code, report: 'three' }, provisioned: { report: 1 } }, { interceptor: { before } });
  });
  await killed;
  expect(warm(aws)).toEqual(['test-orders-report:2']);
  aws.functions.get('test-orders-main')?.aliases.delete('ship-lock');
  await deployTo(aws, { code: { ...code, main: 'three' } });
  expect(warm(aws)).toEqual([]);
});

test('a release that a person went back to is warmed by its next deploy', async () => {
  const aws = emptyAws();
  const [first, second] = ['one', 'two'].map((main) => ({ code: { main }, provisioned: { main: 2 } }));
  await deployTo(aws, first);
  await deployTo(aws, second);
  await rollBack(aws, second);
  const { result } = await deployTo(aws, first, { request: { unpin: true } });
  expect(result.live).toBe('r1');
  expect(warm(aws)).toEqual(['test-orders-main:1']);
  expect((await deployTo(aws, first)).result.result).toBe('unchanged');
});
