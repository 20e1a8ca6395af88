import { formatLock, parseLock } from '../../src/release/lock-note.ts';
import { CloudError } from '../../src/release/cloud.ts';
import { parseLiveNote } from '../../src/release/live-note.ts';
import { Fire } from './fire/faults.ts';
import type { MemoryAws } from './memory/memory-aws.ts';
import type { Call, Interceptor } from './memory/memory-cloud.ts';
import { abortOf, deployTo, fastClock, pruneOf, rollBack, statusOf } from './memory/runner.ts';
import type { Shape } from './a-service.ts';
import { later, threeReleases } from './memory/three-releases.ts';

// What is known of a rollback that did not end outlives whatever else happens before somebody types it again.

const plain = (main: string): Shape => ({ code: { main } });
const fed = (main: string): Shape => ({
  ...plain(main),
  code: { main, payments: main },
  queues: { payments: 'letters' },
});
const routeless = (main: string): Shape => ({ code: { main, other: main }, routes: {}, queues: { main: 'letters' } });
const shapes: Readonly<Record<string, (main: string) => Shape>> = { plain, fed, routeless };

/** Killed right after what made r2 live. */
async function halfBack(shape: (main: string) => Shape): Promise<MemoryAws> {
  const aws = await threeReleases(shape);
  const { calls } = await rollBack(structuredClone(aws), shape('3'));
  const at = calls.includes('updateStage') ? calls.indexOf('updateStage') + 1 : calls.length - 1;
  const interceptor = new Fire({ name: 'killed after', at }).forRun(new AbortController());
  await rollBack(aws, shape('3'), undefined, { interceptor }).catch(() => undefined);
  return aws;
}

const liveAfter = async (aws: MemoryAws, shape: Shape, more: Parameters<typeof rollBack>[3]): Promise<unknown> =>
  rollBack(aws, shape, undefined, more).then(
    ({ result }) => result.live,
    (error: { code?: string }) => error.code,
  );

/** Of the second function's alias, which a rollback moves after the switch. */
function failingFinish(): Interceptor {
  let seen = 0;
  return {
    before: ({ operation }: Call) => {
      if (operation === 'updateAlias' && ++seen === 2)
        throw new CloudError('ServiceException', 'out of order', { operation: 'UpdateAlias', status: 500 });
    },
  };
}

test('while its lock has not expired yet, status already names the way on', async () => {
  const aws = await halfBack(fed);
  expect((await statusOf(aws, fed('3'))).unfinished).toEqual([
    "payments's live alias is on version 3, not 2: ship rollback orders",
  ]);
});

test('however often finishing it fails, no try goes further back; status names the way on', async () => {
  const aws = await halfBack(fed);
  for (const minutes of [10, 20, 30, 40, 50, 60]) {
    const failing = { clock: later(minutes), interceptor: failingFinish() };
    await expect(rollBack(aws, fed('3'), undefined, failing)).rejects.toMatchObject({ live: 'r2, by this rollback' });
  }
  expect((await statusOf(aws, fed('3'), later(65))).unfinished).toEqual([
    'the rollback to r2 did not come to its end: ship rollback orders',
    "payments's live alias is on version 3, not 2: ship rollback orders",
  ]);
  expect(await liveAfter(aws, fed('3'), { clock: later(70) })).toBe('r2');
  expect((await statusOf(aws, fed('3'), later(71))).unfinished).toEqual([]);
  expect(await liveAfter(aws, fed('3'), { clock: later(80) })).toBe('r1');
});

test('killed over it once it has renewed its lock, again and again: it is still known', async () => {
  const aws = await halfBack(fed);
  for (const minutes of [10, 20, 30, 40, 50]) {
    const clock = later(minutes);
    const fire = new Fire({ name: 'killed after', at: 10 }).forRun(new AbortController());
    const after = (call: Call): void => {
      // Taken: the next write is so late that the lock has to be renewed first.
      if (call.number === 9) clock.advance(31_000);
      void fire.after?.(call);
    };
    await rollBack(aws, fed('3'), undefined, { clock, interceptor: { ...fire, after } }).catch(() => undefined);
    expect(fire.wasKilled()).toBe(true);
  }
  expect(await liveAfter(aws, fed('3'), { clock: later(70) })).toBe('r2');
});

describe.each(Object.entries(shapes))('%s', (_name, shape) => {
  test('a deploy that fails in between, anywhere, leaves it as unfinished as it was', async () => {
    const base = await halfBack(shape);
    const unpin = { clock: later(10), request: { unpin: true } };
    const { calls } = await deployTo(structuredClone(base), shape('4'), unpin);
    const wrong: string[] = [];
    for (const at of calls.keys()) {
      for (const name of ['500 after the effect', 'interrupted after', 'killed after'] as const) {
        const aws = structuredClone(base);
        const stop = new AbortController();
        const interceptor = new Fire({ name, at: at + 1 }).forRun(stop);
        const how = { ...unpin, clock: later(10), interceptor, signal: stop.signal };
        await deployTo(aws, shape('4'), how).catch(() => undefined);
        const live = await liveAfter(aws, shape('4'), { clock: later(20) });
        if (live !== 'r2') wrong.push(`${name} ${calls[at]} (${at + 1}): ${String(live)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('another rollback that begins and ends between look and lock is the one that was meant', async () => {
    const aws = await threeReleases(shape);
    let done = false;
    const { calls } = await rollBack(structuredClone(aws), shape('3'));
    const taken = calls.indexOf('updateAlias') + 1;
    const before = async ({ number }: Call): Promise<void> => {
      if (number !== taken || done) return;
      done = true;
      await rollBack(aws, shape('3'), undefined, { clock: later(1) });
    };
    const how = { clock: later(1), interceptor: { before }, request: { waitMs: 60_000 } };
    expect(await liveAfter(aws, shape('3'), how)).toBe('r2');
    expect((await statusOf(aws, shape('3'), later(5))).live?.name).toBe('r2');
    expect(await liveAfter(aws, shape('3'), { clock: later(6) })).toBe('r1');
  });
});

test('one that does not wait is told what is live now', async () => {
  const aws = await threeReleases(fed);
  let done = false;
  const before = async ({ operation }: Call): Promise<void> => {
    if (operation !== 'updateAlias' || done) return;
    done = true;
    await rollBack(aws, fed('3'));
  };
  const refused = rollBack(aws, fed('3'), undefined, { interceptor: { before } });
  await expect(refused).rejects.toMatchObject({ code: 'STALE_PLAN', live: expect.stringContaining('r2') });
});

test('a prune or an abort that works in between does not end it', async () => {
  const change = { strategy: { kind: 'manual' } } as const;
  const aws = await threeReleases(plain);
  await deployTo(aws, { ...plain('4'), change });
  const { calls } = await rollBack(structuredClone(aws), plain('3'));
  const at = calls.indexOf('updateStage') + 1;
  const interceptor = new Fire({ name: 'killed after', at }).forRun(new AbortController());
  await rollBack(aws, plain('3'), undefined, { interceptor }).catch(() => undefined);
  expect((await abortOf(aws, plain('3'), { clock: later(10) })).result.result).toBe('aborted');
  expect((await pruneOf(aws, plain('3'), 1, { clock: later(20) })).result.result).toBe('live');
  expect(await liveAfter(aws, plain('3'), { clock: later(30) })).toBe('r2');
  expect(await liveAfter(aws, plain('3'), { clock: later(40) })).toBe('r1');
});

test('of a rollback to a named release that died, status names the same command', async () => {
  const aws = await threeReleases(plain);
  const interceptor = new Fire({ name: 'killed before', at: 8 }).forRun(new AbortController());
  await rollBack(aws, plain('3'), 1, { interceptor }).catch(() => undefined);
  expect((await statusOf(aws, plain('3'), later(10))).unfinished).toEqual([
    'rollback to r1 by bo@ci never ended; its lock has expired: ship rollback orders --to r1',
  ]);
});

test('a dry run does not claim to have finished it', async () => {
  const aws = await halfBack(plain);
  const { result } = await rollBack(aws, plain('3'), undefined, { clock: later(10), request: { dryRun: true } });
  expect(result.notes).toEqual([
    'r2 is live by the rollback before this one: ship rollback orders finishes that one, and only the next goes further back from it',
  ]);
});

test("the lock's note stays below 256 characters, also where its parts have to be escaped, and reads back", () => {
  const clock = fastClock();
  const runId = '20261129-060211-a1b2c3';
  const after = ['a1b2c3', 'a1b2c3', 'a1b2c3'];
  for (const sign of ['a', '"', '\\', '\u{1F600}', 'é', '\n', "'"]) {
    const [owner, purpose, process] = [sign.repeat(90), sign.repeat(60), '9f2c41aa:4194304:18446744073709551615'];
    const description = formatLock({ functionName: 'f', owner, runId, purpose, process, after }, clock.now(), clock);
    expect(description.length).toBeLessThanOrEqual(256);
    const read = parseLock({ name: 'ship-lock', version: '$LATEST', revisionId: '1', description });
    expect(read).toMatchObject({ runId, process, after });
    expect(owner.startsWith(read?.owner?.slice(0, 10) ?? '?')).toBe(true);
  }
});

test('notes of earlier versions, without a mark, are read as before', () => {
  const pinned = 'by ada@laptop at 2026-11-21T05:40:00Z, was r3@ghi';
  expect(parseLiveNote(`ship live: r2@abc r1@def; left r3; pinned ${pinned}`)).toEqual({
    chain: [
      { number: 2, deploymentId: 'abc' },
      { number: 1, deploymentId: 'def' },
    ],
    left: [3],
    pinned,
  });
  expect(parseLock({ name: 'l', version: '1', revisionId: '7', description: 'ship-lock free' })).toEqual({
    revisionId: '7',
  });
});
