import { ShipError } from '../../src/errors/ship-error.ts';
import { callersAre } from './fire/invariants.ts';
import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import type { Call } from './memory/memory-cloud.ts';
import { callLive, deployTo, fastClock, statusOf } from './memory/runner.ts';

// The pause may come at any call: while a run sleeps there, its lock runs out and another run goes through whole.

const shape = (main: string) => ({
  code: { main, payments: main },
  routes: { 'GET /health': 'main', 'GET /orders': 'main' },
  queues: { payments: 'payments' },
});
const [one, mine, others] = [shape('one'), shape('mine'), shape('others')];

/** What callers or events see at once. */
const reachable: ReadonlySet<string> = new Set(['updateStage', 'updateAlias']);

interface Ended {
  readonly number: number;
  readonly when: string;
  readonly wrong: readonly string[];
}

/** Deploys `mine`, asleep for three minutes around that call, in which somebody else deploys. */
async function pausedAt(number: number, when: 'before' | 'after'): Promise<Ended> {
  const aws = emptyAws();
  await deployTo(aws, one);
  const clock = fastClock();
  let pause: Promise<string> | undefined;
  // The whole process stands still: what its other lanes were about to send waits too.
  const sleep = async (call: Call): Promise<void> => {
    if (call.number === number && !pause) {
      clock.advance(3 * 60_000);
      const theirs = fastClock(Date.parse('2026-11-21T06:03:30Z'));
      pause = deployTo(aws, others, { clock: theirs, request: { actor: 'bo@ci' } }).then(
        ({ result }) => `${result.live}`,
      );
    }
    await pause;
  };
  const interceptor = when === 'before' ? { before: sleep } : { before: async () => void (await pause), after: sleep };
  const ended = await deployTo(aws, mine, { clock, interceptor }).then(
    ({ result }) => result.live,
    (error: unknown) => error,
  );
  const other = (await pause) ?? 'never paused';
  return { number, when, wrong: await judge(aws, other, ended) };
}

/** The other run's release is live, for callers, events and status; the woken run does not claim to have made its own live. */
async function judge(aws: MemoryAws, other: string, ended: unknown): Promise<readonly string[]> {
  const status = await statusOf(aws, others, fastClock(Date.parse('2026-11-21T07:00:00Z')));
  const fed = status.functions.find(({ key }) => key === 'payments');
  const live = await callLive(aws);
  return [
    ...callersAre(aws),
    ...(live === other ? [] : [`${live} is live, not ${other} of the other run`]),
    ...(status.live?.name === live ? [] : [`status says ${status.live?.name}`]),
    ...(fed?.liveAlias === fed?.version ? [] : [`events go to ${fed?.liveAlias}, not to ${fed?.version}`]),
    ...saidOf(ended, live),
  ];
}

function saidOf(ended: unknown, live: string): readonly string[] {
  if (!(ended instanceof ShipError)) return [`the woken run ended with ${String(ended)}`];
  if (!['LOCK_LOST', 'STALE_PLAN', 'OVERTAKEN', 'SMOKE_FAILED', 'PREVIEW_MISMATCH'].includes(ended.code))
    return [`the woken run failed: ${ended.code} ${ended.why}`];
  return ended.live?.startsWith(`${live},`) ? [] : [`${ended.code} says that live is ${ended.live}, and it is ${live}`];
}

test('whenever a run wakes up after its lock ran out, it leaves what another run made live, and says what that is', async () => {
  const aws = emptyAws();
  await deployTo(aws, one);
  const { calls } = await deployTo(aws, mine);
  // Once its lock is given back, others come and go as they please.
  const until = calls.lastIndexOf('updateAlias');
  const locked = calls.indexOf('updateAlias') + 1;
  const cases: Ended[] = [];
  for (let number = locked; number <= until; number++) {
    cases.push(await pausedAt(number, 'after'));
    // `before` is after the last question whether it may go on: what has left by then, nobody can call back.
    if (!reachable.has(calls[number - 1] ?? '')) cases.push(await pausedAt(number, 'before'));
  }
  expect(cases.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
  expect(cases.length).toBeGreaterThan(20);
});
