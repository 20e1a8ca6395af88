import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import type { Call } from './memory/memory-cloud.ts';
import type { RunEvent } from '../../src/release/events.ts';
import { callLive, deployTo, fastClock, rollBack } from './memory/runner.ts';

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

const [first, second] = [
  { code: { main: 'one' }, provisioned: { main: 2 } },
  { code: { main: 'two' }, provisioned: { main: 2 } },
];

test('a rollback switches first, then gives back what callers left and warms what they came to', async () => {
  const aws = emptyAws();
  await deployTo(aws, first);
  await deployTo(aws, second);
  const { result, calls } = await rollBack(aws, second);
  expect(result.live).toBe('r1');
  expect(warm(aws)).toEqual(['test-orders-main:1']);
  const order = ['updateStage', 'removeProvisionedConcurrency', 'provisionConcurrency', 'updateAlias'];
  expect(calls.filter((call) => order.includes(call)).slice(-4)).toEqual(order);
  expect((await deployTo(aws, first, { request: { unpin: true } })).result.live).toBe('r1');
});

test('a rollback that may not touch warmth is one all the same, says so, and the next deploy warms', async () => {
  const aws = emptyAws();
  await deployTo(aws, first);
  await deployTo(aws, second);
  const before = ({ operation }: Call): void => {
    if (/rovision/.test(operation) && !/^(read|list)/.test(operation)) throw new Error('AccessDenied');
  };
  const { result } = await rollBack(aws, second, undefined, { interceptor: { before } });
  expect([result.live, result.result, result.notes.join()]).toEqual([
    'r1',
    'live',
    expect.stringContaining('AccessDenied'),
  ]);
  expect(warm(aws)).toEqual(['test-orders-main:2']);
  const again = await deployTo(aws, first, { request: { unpin: true } });
  expect([again.result.live, warm(aws)]).toEqual(['r1', ['test-orders-main:1']]);
  expect((await deployTo(aws, first)).result.result).toBe('unchanged');
});

test('a rollback in the middle of a canary gives back what the run that it stops has warmed', async () => {
  const aws = emptyAws();
  await deployTo(aws, first);
  const change = { strategy: { kind: 'canary', percent: 10, stepMs: 60_000 } } as const;
  let back: Promise<unknown> | undefined;
  const report = (event: RunEvent): void => {
    if (event.kind === 'step-progress' && event.bake) back ??= rollBack(aws, second);
  };
  const deployed = deployTo(aws, { ...second, change }, { report, clock: yielding() });
  await expect(deployed).rejects.toMatchObject({ code: 'OVERTAKEN' });
  await back;
  expect(await callLive(aws)).toBe('r1');
  expect(warm(aws)).toEqual(['test-orders-main:1']);
});

/** Lets the other run go on for a while in each sleep. */
function yielding(): ReturnType<typeof fastClock> {
  const clock = fastClock();
  return {
    ...clock,
    sleep: async (ms, signal) => {
      await clock.sleep(ms, signal);
      await new Promise((resolve) => setTimeout(resolve, 50));
    },
  };
}

const amounts = (aws: MemoryAws): readonly string[] =>
  [...aws.functions].flatMap(([name, { provisioned }]) =>
    [...provisioned].map(([version, executions]) => `${name}:${version} ${executions}`),
  );

test.each([
  ['more for a version that stays live is there before the switch', 5, 'before'],
  ['less for a version that stays live comes after the switch', 1, 'after'],
])('%s', async (_name, executions, when) => {
  const aws = emptyAws();
  await deployTo(aws, { code, provisioned: { report: 2 } });
  const { calls, result } = await deployTo(aws, { code, provisioned: { report: executions } });
  expect([result.live, amounts(aws)]).toEqual(['r2', [`test-orders-report:1 ${executions}`]]);
  expect(calls.indexOf('provisionConcurrency') < calls.indexOf('updateStage')).toBe(when === 'before');
  const back = await rollBack(aws, { code, provisioned: { report: executions } });
  expect([back.result.live, amounts(aws)]).toEqual(['r1', ['test-orders-report:1 2']]);
});

test.each([
  ['before the switch', 'updateStage', { code, provisioned: { report: 5 } }],
  ['in its finish', 'createEventSource', { ...second, queues: { main: 'jobs' } }],
  ['in its finish, with less', 'createEventSource', { ...first, provisioned: { main: 1 }, queues: { main: 'jobs' } }],
  ['in its finish, with none', 'createEventSource', { code: second.code, queues: { main: 'jobs' } }],
])('a deploy that fails %s leaves the live release as warm as it was', async (_name, where, next) => {
  const aws = emptyAws();
  await deployTo(aws, where === 'updateStage' ? { code, provisioned: { report: 2 } } : first);
  const was = amounts(aws);
  const before = ({ operation }: Call): void => {
    if (operation === where) throw new Error('AccessDenied');
  };
  await expect(deployTo(aws, next, { interceptor: { before } })).rejects.toMatchObject({
    live: expect.stringMatching(/^r1/) as string,
  });
  expect([await callLive(aws), amounts(aws)]).toEqual(['r1', was]);
});
