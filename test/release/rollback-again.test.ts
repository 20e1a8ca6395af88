import { callersAre } from './fire/invariants.ts';
import { type FaultName, faultNames, Fire } from './fire/faults.ts';
import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import { callLive, deployTo, rollBack, statusOf } from './memory/runner.ts';
import type { Shape } from './a-service.ts';
import { later, threeReleases } from './memory/three-releases.ts';

// A rollback that dies or fails on its way has gone back, or it has not; who types `ship rollback` again, not knowing,
// means the same one. Further back goes only who saw the first one end.

const plain = (main: string): Shape => ({ code: { main } });
const fed = (main: string): Shape => ({
  code: { main, payments: main },
  routes: { 'GET /health': 'main', 'GET /orders': 'main' },
  queues: { payments: 'payments' },
});
const routeless = (main: string): Shape => ({ code: { main, other: main }, routes: {}, queues: { main: 'letters' } });
const warm = (main: string): Shape => ({ code: { main }, provisioned: { main: 2 } });
const shapes: Readonly<Record<string, (main: string) => Shape>> = { plain, fed, routeless, warm };

const liveOf = async (aws: MemoryAws, shape: Shape, minutes: number): Promise<string | undefined> =>
  (await statusOf(aws, shape, later(minutes))).live?.name;

const lockOf = (aws: MemoryAws): string | undefined =>
  aws.functions.get('test-orders-main')?.aliases.get('ship-lock')?.description;

const killedAfter = (at: number): ReturnType<Fire['forRun']> =>
  new Fire({ name: 'killed after', at }).forRun(new AbortController());

interface Ended {
  /** One that a fault was to strike came to its end all the same, and gave its lock back: then the next goes further. */
  readonly early: boolean;
  readonly live: string | undefined;
  readonly wrong: readonly string[];
}

/** Faults strike the first rollback and, where there are more of them, the second one too; the last one is undisturbed. */
async function again(aws: MemoryAws, shape: Shape, faults: readonly (readonly [FaultName, number])[]): Promise<Ended> {
  let early = false;
  cases++;
  for (const [index, [name, at]] of faults.entries()) {
    const stop = new AbortController();
    const interceptor = new Fire({ name, at }).forRun(stop);
    const how = { interceptor, signal: stop.signal, clock: later(10 * (index + 1)) };
    await rollBack(aws, shape, undefined, how).catch(() => undefined);
    early ||= lockOf(aws) === 'ship-lock free' && (await liveOf(aws, shape, 10 * index + 15)) !== 'r3';
  }
  await rollBack(aws, shape, undefined, { clock: later(60) });
  const status = await statusOf(aws, shape, later(70));
  const behind = status.functions.filter(({ liveAlias, version }) => liveAlias !== undefined && liveAlias !== version);
  return {
    early,
    live: status.live?.name,
    wrong: [
      ...(shape.routes && Object.keys(shape.routes).length === 0 ? [] : callersAre(aws)),
      ...behind.map(({ key }) => `${key}'s events go elsewhere`),
      ...(status.lock ? ['a lock is left'] : []),
      ...status.unfinished,
    ],
  };
}

let cases = 0;
afterAll(() => process.stderr.write(`rollbacks disturbed and typed again: ${cases} cases\n`));

describe.each(Object.entries(shapes))('%s', (_name, shape) => {
  test('after any fault at any call, the same command again ends where the first one was to end', async () => {
    const aws = await threeReleases(shape);
    const { calls } = await rollBack(structuredClone(aws), shape('3'));
    const wrong: string[] = [];
    for (const name of faultNames) {
      for (const at of calls.keys()) {
        const { early, live, wrong: found } = await again(structuredClone(aws), shape('3'), [[name, at + 1]]);
        const wanted = early ? 'r1' : 'r2';
        if (live !== wanted) wrong.push(`${name} ${calls[at]} (${at + 1}): ${live}, not ${wanted}`);
        wrong.push(...found.map((what) => `${name} ${calls[at]} (${at + 1}): ${what}`));
      }
    }
    expect(wrong).toEqual([]);
  });

  test('killed at any call, and once more at any call of the second try: the third ends there, too', async () => {
    const aws = await threeReleases(shape);
    const { calls } = await rollBack(structuredClone(aws), shape('3'));
    const wrong: string[] = [];
    // The last call frees the lock.
    for (const at of [...calls.keys()].slice(0, -1)) {
      for (const next of calls.keys()) {
        const pair = [['killed after', at + 1] as const, ['killed before', next + 1] as const];
        const { early, live, wrong: found } = await again(structuredClone(aws), shape('3'), pair);
        if (live !== (early ? 'r1' : 'r2')) wrong.push(`${at + 1}, ${next + 1}: ${live}`);
        wrong.push(...found.map((what) => `${at + 1}, ${next + 1}: ${what}`));
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('killed right after the switch, the next one says what it found, and only the one after it goes further back', async () => {
  const aws = await threeReleases(plain);
  const { calls } = await rollBack(structuredClone(aws), plain('3'));
  const interceptor = killedAfter(calls.indexOf('updateStage') + 1);
  await rollBack(aws, plain('3'), undefined, { interceptor }).catch(() => undefined);
  expect((await statusOf(aws, plain('3'), later(10))).unfinished).toEqual([
    'rollback by bo@ci never ended; its lock has expired: ship rollback orders',
  ]);
  const { result } = await rollBack(aws, plain('3'), undefined, { clock: later(10) });
  // Tested now, what the killed one did not come to.
  expect(result.smoke).toEqual([expect.objectContaining({ name: 'health', passed: true })]);
  expect([result.result, result.live, result.notes]).toEqual([
    'live',
    'r2',
    [
      'r2 is live by the rollback before this one, which is finished now; ship rollback orders goes further back from it',
    ],
  ]);
  expect((await rollBack(aws, plain('3'), undefined, { clock: later(11) })).result.live).toBe('r1');
});

test('the one that finishes it says when what is live does not pass its tests, and is the end of it', async () => {
  const aws = await threeReleases(plain);
  const { calls } = await rollBack(structuredClone(aws), plain('3'));
  const interceptor = killedAfter(calls.indexOf('updateStage') + 1);
  await rollBack(aws, plain('3'), undefined, { interceptor }).catch(() => undefined);
  const broken = (release: string): boolean => release === 'r2';
  await expect(rollBack(aws, plain('3'), undefined, { clock: later(10), broken })).rejects.toMatchObject({
    exit: 5,
    next: ['ship rollback orders   (further back)', 'ship history orders'],
  });
  expect((await rollBack(aws, plain('3'), undefined, { clock: later(11) })).result.live).toBe('r1');
});

test('two people who go back at the same moment go back once', async () => {
  const aws = await threeReleases(plain);
  const clock = later(1);
  let other: Promise<string | undefined> | undefined;
  const before = async ({ operation }: { operation: string }): Promise<void> => {
    if (operation !== 'updateStage' || other) return;
    other = rollBack(aws, plain('3'), undefined, { clock: later(1), request: { waitMs: 60_000 } }).then(
      ({ result }) => result.live,
    );
    await new Promise(setImmediate);
  };
  const { result } = await rollBack(aws, plain('3'), undefined, { clock, interceptor: { before } });
  expect([result.live, await other, await callLive(aws)]).toEqual(['r2', 'r2', 'r2']);
});

test('a rollback whose tests fail on what it brought has ended: the next one goes further back', async () => {
  const aws = await threeReleases(plain);
  const broken = (release: string): boolean => release === 'r2';
  await expect(rollBack(aws, plain('3'), undefined, { broken })).rejects.toMatchObject({ code: 'NEEDS_PERSON' });
  expect((await rollBack(aws, plain('3'), undefined, { clock: later(1) })).result.live).toBe('r1');
});

test('a share that a killed rollback had taken back is not taken for a release to go back from', async () => {
  const change = { strategy: { kind: 'canary', percent: 10, stepMs: 60_000 } } as const;
  const aws = emptyAws();
  for (const main of ['1', '2']) await deployTo(aws, { code: { main }, change });
  const three = { code: { main: '3' }, change };
  const shown = (await deployTo(structuredClone(aws), three)).calls.indexOf('updateStage') + 1;
  const dying = killedAfter(shown);
  await deployTo(aws, three, { interceptor: dying }).catch(() => undefined);
  const { calls } = await rollBack(structuredClone(aws), three, undefined, { clock: later(10) });
  for (const at of [...calls.keys()].slice(0, -1)) {
    const ended = await again(structuredClone(aws), three, [['killed after', at + 1]]);
    expect([at, ended.live, ended.wrong]).toEqual([at, 'r2', []]);
  }
});

test('on the machine of the killed one, where its lock is freed at once, it is known all the same', async () => {
  const aws = await threeReleases(plain);
  const { calls } = await rollBack(structuredClone(aws), plain('3'));
  const interceptor = killedAfter(calls.indexOf('updateStage') + 1);
  const processes = { mark: 'host:1:2', isDead: () => false };
  await rollBack(aws, plain('3'), undefined, { interceptor, processes }).catch(() => undefined);
  const gone = { mark: 'host:3:4', isDead: () => true };
  expect((await rollBack(aws, plain('3'), undefined, { processes: gone })).result.live).toBe('r2');
  expect(lockOf(aws)).toBe('ship-lock free');
});
