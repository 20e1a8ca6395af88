import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import type { Call } from './memory/memory-cloud.ts';
import { abortOf, deployTo, pruneOf, rollBack } from './memory/runner.ts';

// Reserved concurrency is one number for all versions: what a release reserves the live one feels too.

const code = { main: 'one', report: 'two' };
const two = { code: { main: 'two', report: 'two' } };
const reserved = (aws: MemoryAws): Readonly<Record<string, number | undefined>> =>
  Object.fromEntries([...aws.functions].map(([name, one]) => [name.replace('test-orders-', ''), one.reserved]));
const failAt =
  (operation: string): ((call: Call) => void) =>
  (call) => {
    if (call.operation === operation) throw new Error('AccessDenied');
  };

async function given(amounts: Readonly<Record<string, number>>): Promise<MemoryAws> {
  const aws = emptyAws();
  await deployTo(aws, { code, reserved: amounts });
  return aws;
}

test('what the config reserves no more is free after the switch, and the plan says so', async () => {
  const aws = await given({ report: 5 });
  const { calls, events } = await deployTo(aws, two);
  expect(reserved(aws)).toEqual({ main: undefined, report: undefined });
  const [planned] = events.flatMap((event) => (event.kind === 'planned' ? [event.plan] : []));
  expect(planned?.steps.map(({ title }) => title)).toContain(
    'Reserve no concurrent executions for report any more, 5 until now',
  );
  expect(calls.indexOf('reserveConcurrency')).toBeGreaterThan(calls.indexOf('updateStage'));
  expect((await deployTo(aws, two)).result.result).toBe('unchanged');
});

test('a function that the config has lost reserves nothing any more', async () => {
  const aws = await given({ report: 5 });
  await deployTo(aws, { code: { main: 'one' } });
  expect(reserved(aws)).toEqual({ main: undefined, report: undefined });
});

test.each([
  ['more is reserved before the switch', 9, 'before'],
  ['less is reserved after the switch', 2, 'after'],
])('%s', async (_name, executions, when) => {
  const aws = await given({ main: 5 });
  const { calls, result } = await deployTo(aws, { code, reserved: { main: executions } });
  expect([result.live, reserved(aws).main]).toEqual(['r2', executions]);
  expect(calls.indexOf('reserveConcurrency') < calls.indexOf('updateStage')).toBe(when === 'before');
});

test('what somebody reserved by hand stays', async () => {
  const aws = await given({ report: 5 });
  const stopped = aws.functions.get('test-orders-report');
  if (stopped) stopped.reserved = 0;
  await deployTo(aws, two);
  expect(reserved(aws)).toEqual({ main: undefined, report: 0 });
});

test.each([
  ['more', 9, 'updateStage'],
  ['less', 2, 'moved'],
  ['none', undefined, 'moved'],
])('a deploy that reserves %s and fails puts it back', async (_name, executions, where) => {
  const aws = await given({ main: 5 });
  const shape = { ...two, ...(executions === undefined ? {} : { reserved: { main: executions } }) };
  // The finish fails where a queue is connected, after the reservation.
  const fails = where === 'moved' ? { ...shape, queues: { report: 'jobs' } } : shape;
  const before = failAt(where === 'moved' ? 'createEventSource' : where);
  const done = deployTo(aws, fails, { interceptor: { before } });
  await expect(done).rejects.toMatchObject({ live: expect.stringMatching(/^r1/) as string });
  expect(reserved(aws).main).toBe(5);
});

test.each([
  ['fewer than the release that is left', { main: 5 }, { main: 9 }],
  ['more', { main: 9 }, { main: 5 }],
  ['some, the other none, and the config of who goes back has none', { main: 5 }, {}],
  ['none', {}, { main: 5 }],
])('a rollback to a release that reserved %s reserves as it did', async (_name, before, now) => {
  const aws = await given(before);
  await deployTo(aws, { ...two, reserved: now });
  const { result } = await rollBack(aws, { ...two, reserved: now });
  expect([result.live, reserved(aws).main]).toEqual(['r1', (before as { main?: number }).main]);
});

test('a rollback that may not reserve is one all the same, and says so', async () => {
  const aws = await given({});
  await deployTo(aws, { ...two, reserved: { main: 5 } });
  const interceptor = { before: failAt('reserveConcurrency') };
  const { result } = await rollBack(aws, { ...two, reserved: { main: 5 } }, undefined, { interceptor });
  expect([result.live, result.notes.join()]).toEqual(['r1', expect.stringContaining('AccessDenied')]);
});

test('a rollback without any of this is six calls', async () => {
  const aws = await given({});
  await deployTo(aws, two);
  expect((await rollBack(aws, two)).calls).toHaveLength(6);
});

test('what a release on the preview reserved before it was given up is as the live one has it', async () => {
  const aws = await given({ main: 5 });
  const held = { ...two, reserved: { main: 9 }, change: { strategy: { kind: 'manual' } as const } };
  await deployTo(aws, held);
  expect(reserved(aws).main).toBe(9);
  await abortOf(aws, held);
  expect(reserved(aws).main).toBe(5);
});

test('an unused release with a reservation can be pruned, and no call is made for it any more', async () => {
  const aws = await given({ main: 5 });
  await deployTo(aws, two);
  await deployTo(aws, { code: { ...code, main: 'three' } });
  await pruneOf(aws, two, 0);
  const { calls } = await deployTo(aws, { code: { ...code, main: 'three' } });
  expect(calls).not.toContain('readReservedConcurrency');
});
