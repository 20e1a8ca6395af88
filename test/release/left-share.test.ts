import { type FaultName, Fire } from './fire/faults.ts';
import { releaseOfCallers } from './fire/invariants.ts';
import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import { deployTo, fastClock, rollBack } from './memory/runner.ts';

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

const taking = 'AWS refused to: Take back the 10 % of r2 that a run left: all calls to r1, one write';

/** The write that takes the share back meets the fault, and with `again` the undo's does too. */
async function failedEnd(name: FaultName, again: boolean): Promise<readonly [ended: unknown, seen: string]> {
  const aws = await leftShare();
  const { calls } = await deployTo(structuredClone(aws), two, { clock: fastClock(later) });
  const first = { name, at: calls.indexOf('updateStage') + 1 };
  // Its read of the stage goes through.
  const fire = new Fire(first, ...(again ? [{ name, at: 2 }] : []));
  const how = { clock: fastClock(later), interceptor: fire.forRun(new AbortController()) };
  const ended = await deployTo(aws, two, how).catch((error: unknown) => error);
  return [ended, releaseOfCallers(aws)];
}

test.each(['throttled for good', '500 before the effect', '500 after the effect'] as const)(
  'a share that could not be taken back, %s, is taken back by the undo, and it says so',
  async (name) => {
    const [ended, seen] = await failedEnd(name, false);
    expect(ended).toMatchObject({ message: taking, exit: 4, live: 'r1, taken back to it' });
    expect(seen).toBe('r1');
  },
);

test('where the undo fails too, a person is told what to type and that live is not known', async () => {
  const [ended, seen] = await failedEnd('throttled for good', true);
  expect(ended).toMatchObject({
    exit: 5,
    message: 'orders could not be taken back',
    why: expect.stringContaining(taking),
    next: ['ship rollback orders', expect.stringMatching(/^aws apigatewayv2 update-stage .* --deployment-id dep\d+$/)],
    live: 'not known for sure: ship status',
  });
  expect(seen).toBe('r2-10');
});

test('a rollback of that share that fails says who keeps it', async () => {
  const aws = await leftShare();
  const { calls } = await rollBack(structuredClone(aws), two, undefined, { clock: fastClock(later) });
  const fire = new Fire({ name: 'throttled for good', at: calls.indexOf('updateStage') + 1 });
  const how = { clock: fastClock(later), interceptor: fire.forRun(new AbortController()) };
  const failed = rollBack(aws, two, undefined, how);
  await expect(failed).rejects.toMatchObject({ live: 'r1, untouched; r2 keeps the 10 % that a run left it' });
  expect(releaseOfCallers(aws)).toBe('r2-10');
});
