import { ShipError } from '../../src/errors/ship-error.ts';
import { emptyAws } from './memory/memory-aws.ts';
import type { Call } from './memory/memory-cloud.ts';
import { callLive, deployTo, fastClock, statusOf } from './memory/runner.ts';

// The pause may come at any call: while a run sleeps there, its lock runs out and another run goes through whole.

const one = { code: { main: 'one' } };
const mine = { code: { main: 'mine' } };
const others = { code: { main: 'others' } };

const minutes = (number: number): number => number * 60_000;

/** Deploys `mine`, asleep for 16 minutes around that call, in which somebody else deploys. */
async function pausedAt(
  number: number,
  when: 'before' | 'after',
): Promise<{ code: string; live: string; asked: string }> {
  const aws = emptyAws();
  await deployTo(aws, one);
  const clock = fastClock();
  let taken: Promise<unknown> | undefined;
  const sleep = async (call: Call): Promise<void> => {
    if (call.number !== number) return;
    clock.advance(minutes(16));
    taken = deployTo(aws, others, {
      clock: fastClock(Date.parse('2026-11-21T06:16:00Z')),
      request: { actor: 'bo@ci' },
    });
    await taken;
  };
  const ended = await deployTo(aws, mine, { clock, interceptor: { [when]: sleep } }).then(
    () => 'live',
    (error: unknown) => (error instanceof ShipError ? error.code : String(error)),
  );
  const status = await statusOf(aws, others, fastClock(Date.parse('2026-11-21T07:00:00Z')));
  return { code: ended, live: await callLive(aws), asked: status.live?.name ?? '' };
}

test('whenever a run wakes up after its lock ran out, it switches nothing that another run made live', async () => {
  const aws = emptyAws();
  await deployTo(aws, one);
  const { calls } = await deployTo(aws, mine);
  const switches = calls.lastIndexOf('updateStage') + 1;
  const cases = [];
  for (let number = 1; number < switches; number++)
    for (const when of ['before', 'after'] as const) cases.push({ number, when, ...(await pausedAt(number, when)) });
  const wrong = cases.filter(({ code, live, asked }) => live !== asked || (code === 'live' && live === 'r2'));
  expect(wrong).toEqual([]);
  expect(cases.length).toBeGreaterThan(20);
});
