import { Fire } from './fire/faults.ts';
import { releaseOfCallers } from './fire/invariants.ts';
import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import { deployTo, fastClock } from './memory/runner.ts';

const change = { strategy: { kind: 'canary', percent: 10, stepMs: 60_000 } } as const;
const two = { code: { main: 'two' }, change };
const later = Date.parse('2026-11-21T07:00:00Z');

/** Killed while r2 has its share. */
async function leftShare(): Promise<MemoryAws> {
  const aws = emptyAws();
  await deployTo(aws, { change });
  const { calls } = await deployTo(structuredClone(aws), two);
  const shown = calls.indexOf('updateStage') + 1;
  const interceptor = new Fire({ name: 'killed after', at: shown }).forRun(new AbortController());
  await deployTo(aws, two, { interceptor }).catch(() => undefined);
  expect(releaseOfCallers(aws)).toBe('r2-10');
  return aws;
}

test('a run that ends before it took back what a dead run left says who keeps which share', async () => {
  const aws = await leftShare();
  const stop = new AbortController();
  stop.abort(new DOMException('stopped by the user', 'AbortError'));
  const again = deployTo(aws, two, { clock: fastClock(later), signal: stop.signal });
  await expect(again).rejects.toMatchObject({ live: 'r1, untouched; r2 keeps the 10 % that a run left it' });
  expect(releaseOfCallers(aws)).toBe('r2-10');
});

test('the next run takes that share back before anything else', async () => {
  const aws = await leftShare();
  const { result } = await deployTo(aws, two, { clock: fastClock(later) });
  expect([result.live, releaseOfCallers(aws)]).toEqual(['r3', 'r3']);
});
