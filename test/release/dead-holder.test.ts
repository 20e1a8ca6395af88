import { leaseMs } from '../../src/release/lock-note.ts';
import { type MemoryAws, emptyAws } from './memory/memory-aws.ts';
import { Fire } from './fire/faults.ts';
import { deployTo, destroyAll, fastClock, statusOf } from './memory/runner.ts';

// A run that was killed cannot give its lock back: nobody needs hands for it, and nobody waits for long.

const two = { code: { main: 'two' } };
const three = { code: { main: 'three' } };

/** Killed in the middle of a deploy, long after it took the lock. */
async function killedHolder(mark = 'host:1:2'): Promise<MemoryAws> {
  const aws = emptyAws();
  await deployTo(aws);
  const interceptor = new Fire({ name: 'killed before', at: 12 }).forRun(new AbortController());
  const processes = { mark, isDead: () => false };
  await deployTo(aws, two, { interceptor, processes }).catch(() => undefined);
  expect((await statusOf(aws)).lock?.owner).toBe('ada@laptop');
  return aws;
}

const at = (ms: number): ReturnType<typeof fastClock> => fastClock(Date.parse('2026-11-21T06:00:00Z') + ms);

test('on the machine of the killed run the next one sees that its process is gone, and goes on at once', async () => {
  const aws = await killedHolder();
  const processes = { mark: 'host:3:4', isDead: (mark: string) => mark === 'host:1:2' };
  const clock = at(1000);
  const { result, events } = await deployTo(aws, three, { clock, processes });
  expect([result.result, clock.monotonic() < 5000]).toEqual(['live', true]);
  expect(events).toContainEqual(expect.objectContaining({ text: 'deploy r2 by ada@laptop died: its lock was freed' }));
});

test('a run that was killed before it gave its lock back: the next one has nothing to do but that', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  const processes = { mark: 'host:1:2', isDead: () => false };
  const last = (await deployTo(structuredClone(aws), two, { processes })).calls.length;
  const interceptor = new Fire({ name: 'killed before', at: last }).forRun(new AbortController());
  await deployTo(aws, two, { interceptor, processes }).catch(() => undefined);
  expect((await statusOf(aws, two)).lock?.owner).toBe('ada@laptop');
  const gone = { mark: 'host:3:4', isDead: (mark: string) => mark === 'host:1:2' };
  const { result } = await deployTo(aws, two, { clock: at(1000), processes: gone });
  expect([result.result, (await statusOf(aws, two)).lock]).toEqual(['unchanged', undefined]);
});

test('right after the kill another machine is refused: the holder may live', async () => {
  const aws = await killedHolder();
  await expect(deployTo(aws, three, { clock: at(5000) })).rejects.toMatchObject({ code: 'LOCK_HELD', exit: 3 });
});

test('a minute later it waits by itself for the end of the lease, for the holder gives no sign of life', async () => {
  const aws = await killedHolder();
  const clock = at(60_000);
  expect((await deployTo(aws, three, { clock })).result.result).toBe('live');
  expect(clock.monotonic()).toBeLessThan(leaseMs - 50_000);
});

test('with --wait it takes two minutes at most, from the very moment of the kill', async () => {
  const aws = await killedHolder();
  const clock = at(1000);
  expect((await deployTo(aws, three, { clock, request: { waitMs: 300_000 } })).result.result).toBe('live');
  expect(clock.monotonic()).toBeLessThan(leaseMs + 10_000);
});

test('destroy is refused while the holder may live, and with --wait it waits, too', async () => {
  const aws = await killedHolder();
  await expect(destroyAll(aws, { clock: at(1000) })).rejects.toMatchObject({ code: 'LOCK_HELD', exit: 3 });
  expect((await destroyAll(aws, { clock: at(1000), waitMs: 300_000 })).result).toBe('destroyed');
  expect([aws.functions.size, aws.stacks.size]).toEqual([0, 0]);
});

test('a lock whose note nobody can read is taken over', async () => {
  const aws = await killedHolder();
  const aliases = aws.functions.get('test-orders-main')?.aliases;
  const lock = aliases?.get('ship-lock');
  for (const note of ['{"o":1}', '{"}', '{"o":"x","r":"y","p":"z","s":9e99,"e":9e99}']) {
    if (lock) aliases?.set('ship-lock', { ...lock, description: `ship-lock ${note}` });
    expect((await statusOf(aws)).lock?.expired).toBe(true);
  }
  expect((await deployTo(aws, three, { clock: at(1000) })).result.result).toBe('live');
});

test('a write after a pause is preceded by a proof of the lock, within one phase too', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  const clock = fastClock();
  const after = ({ operation }: { operation: string }): void => {
    if (operation === 'importRoutes') clock.advance(40_000);
  };
  const { calls } = await deployTo(aws, two, { clock, interceptor: { after } });
  const at = calls.indexOf('importRoutes');
  // Another lane of the phase reads meanwhile; what writes next is the proof.
  const writes = calls.slice(at).filter((operation) => !operation.startsWith('read'));
  expect(writes.slice(0, 2)).toEqual(['importRoutes', 'updateAlias']);
});

test('a living holder proves its lock all the time: in the background', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  const clock = fastClock();
  let beat: (() => void) | undefined;
  const beating = { ...clock, every: (_ms: number, work: () => void) => ((beat = work), () => (beat = undefined)) };
  const expiries = new Set<string | undefined>();
  const interceptor = {
    before: async ({ operation }: { operation: string }) => {
      if (operation !== 'importRoutes') return;
      for (let count = 0; count < 3; count++) {
        clock.advance(20_000);
        beat?.();
        await new Promise(setImmediate);
        expiries.add((await statusOf(aws)).lock?.expiresAt);
      }
    },
  };
  expect((await deployTo(aws, two, { clock: beating, interceptor })).result.live).toBe('r2');
  expect([expiries.size, beat]).toEqual([3, undefined]);
});
