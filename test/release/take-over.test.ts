import { callersAre } from './fire/invariants.ts';
import { emptyAws } from './memory/memory-aws.ts';
import type { Call } from './memory/memory-cloud.ts';
import { callLive, deployTo, fastClock, rollBack, statusOf } from './memory/runner.ts';

// `ship rollback --now` while a deploy works: at any call of it, that call and whatever it still sends within the time
// that its last proof of the lock is good for arrive behind the rollback's back.

const shape = (main: string) => ({
  code: { main, payments: main },
  routes: { 'GET /health': 'main', 'GET /orders': 'main' },
  queues: { payments: 'payments' },
});

interface Ended {
  readonly calls: number;
  readonly took: boolean;
  readonly wrong: readonly string[];
}

async function takenOverAt(number: number): Promise<Ended> {
  const aws = emptyAws();
  await deployTo(aws, shape('one'));
  await deployTo(aws, shape('two'));
  let arrived = (): void => undefined;
  const gate = new Promise<void>((resolve) => (arrived = resolve));
  let reached: ((value: unknown) => void) | undefined;
  const there = new Promise((resolve) => (reached = resolve));
  let calls = 0;
  const before = async (call: Call): Promise<void> => {
    calls = call.number;
    if (call.number < number) return;
    reached?.(undefined);
    await gate;
  };
  const deployed = deployTo(aws, shape('three'), { interceptor: { before } }).then(
    ({ result }) => result.live,
    (error: unknown) => error,
  );
  await Promise.race([there, deployed]);
  const clock = fastClock();
  const watching = {
    ...clock,
    sleep: async (ms: number) => {
      if (ms >= 30_000) {
        arrived();
        await deployed;
      }
      await clock.sleep(ms);
    },
  };
  const { result, events } = await rollBack(aws, shape('three'), undefined, { now: true, clock: watching });
  arrived();
  await deployed;
  const took = events.some((event) => event.kind === 'note' && event.text.includes('the lock was taken from'));
  const status = await statusOf(aws, shape('three'), fastClock(Date.parse('2026-11-21T07:00:00Z')));
  const fed = status.functions.find(({ key }) => key === 'payments');
  const live = await callLive(aws);
  return {
    calls,
    took,
    wrong: [
      ...callersAre(aws),
      ...(live === result.live ? [] : [`${live} is live, not ${result.live} as the rollback said`]),
      ...(status.live?.name === live ? [] : [`status says ${status.live?.name}`]),
      ...(fed?.liveAlias === fed?.version ? [] : [`events go to ${fed?.liveAlias}, not to ${fed?.version}`]),
      ...(status.pinned ? [] : ['it is not pinned']),
    ],
  };
}

test('rollback --now takes the lock from a deploy at any call, and what that still changes is put right', async () => {
  const { calls } = await takenOverAt(Infinity);
  const ended = await Promise.all(Array.from({ length: calls }, (_, index) => takenOverAt(index + 1)));
  expect(ended.flatMap(({ wrong }, index) => wrong.map((what) => `call ${index + 1}: ${what}`))).toEqual([]);
  expect(ended.filter(({ took }) => took).length).toBeGreaterThan(10);
});

test('rollback --now with nobody in the way watches nothing and costs no call more', async () => {
  const aws = emptyAws();
  const plain = (main: string): object => ({ code: { main } });
  for (const text of ['one', 'two']) await deployTo(aws, plain(text));
  const { result, calls } = await rollBack(aws, plain('two'), undefined, { now: true });
  expect(result.live).toBe('r1');
  expect(calls.length).toBeLessThanOrEqual(6);
});
