import type { ShipError } from '../../src/errors/ship-error.ts';
import { isNeverLive, parseLiveNote } from '../../src/release/live-note.ts';
import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import { callLive, deployTo, pruneOf, rollBack, statusOf } from './memory/runner.ts';

const withMain = (main: string): { readonly code: { readonly main: string } } => ({ code: { main } });

async function fourReleases(): Promise<MemoryAws> {
  const aws = emptyAws();
  for (const main of ['1', '2', '3', '4']) await deployTo(aws, withMain(main));
  return aws;
}

const note = (aws: MemoryAws): ReturnType<typeof parseLiveNote> =>
  parseLiveNote([...aws.apis.values()][0]?.stages.get('$default')?.description ?? '');

test('two releases back is one write, and what lay between is not on the way back any more', async () => {
  const aws = await fourReleases();
  const { result, calls } = await rollBack(aws, withMain('4'), 2);
  expect([result.live, await callLive(aws)]).toEqual(['r2', 'r2']);
  expect(calls.filter((call) => call === 'updateStage')).toHaveLength(1);
  expect([note(aws).chain.map(({ number }) => number), note(aws).left]).toEqual([
    [2, 1],
    [4, 3],
  ]);
});

test('a rollback of a rollback goes further back, and says how to have again what the first one left', async () => {
  const aws = await fourReleases();
  expect((await rollBack(aws, withMain('4'))).result.notes).toEqual([]);
  const { result } = await rollBack(aws, withMain('4'));
  expect([result.live, await callLive(aws)]).toEqual(['r2', 'r2']);
  expect(result.notes).toEqual([
    'the rollback before left r4: ship rollback orders --to r4 brings it back, unless it was pruned',
  ]);
  const again = await rollBack(aws, withMain('4'), 4);
  expect([again.result.live, again.result.notes, await callLive(aws)]).toEqual(['r4', [], 'r4']);
});

test('what failed its tests or was never put live is not gone back to, and does not come onto the way back', async () => {
  const aws = await fourReleases();
  await deployTo(aws, withMain('bad'), { broken: (release) => release === 'r5' }).catch(() => undefined);
  await deployTo(aws, { ...withMain('6'), change: { strategy: { kind: 'manual' } } });
  const never = { code: 'NEVER_LIVE', exit: 3, live: 'r4' };
  for (const to of [5, 6]) await expect(rollBack(aws, withMain('6'), to)).rejects.toMatchObject(never);
  const error = await rollBack(aws, withMain('6'), 6).catch((thrown: unknown) => thrown as ShipError);
  expect(['next' in error && error.next, await callLive(aws)]).toEqual([['ship promote-preview <service>'], 'r4']);
  expect([note(aws).chain.map(({ number }) => number), note(aws).left]).toEqual([[4, 3, 2, 1], []]);
});

test('a note that is full says of nothing older that it was never live', () => {
  const chain = Array.from({ length: 12 }, (_, index) => ({ number: 30 - 2 * index }));
  const numbers = [31, 30, 29, 9, 8, 7, 1];
  expect(numbers.filter((number) => isNeverLive({ chain, left: [29] }, number))).toEqual([31, 9]);
  const left = chain.map(({ number }) => number + 100);
  expect(numbers.filter((number) => isNeverLive({ chain, left }, number))).toEqual([]);
});

test('a dry run of a rollback makes five calls, all of them reads, and changes nothing', async () => {
  const aws = await fourReleases();
  const looked = ['describeStack', 'listAliases', 'listDeployments', 'listStages', 'listVersions'];
  for (const to of [undefined, 2]) {
    const { result, calls } = await rollBack(aws, withMain('4'), to, { request: { dryRun: true } });
    expect([result.result, result.live, calls.toSorted()]).toEqual(['planned', 'r4', looked]);
  }
  expect(await callLive(aws)).toBe('r4');
});

test('a release that was pruned is not promised to come back', async () => {
  const aws = emptyAws();
  const worker = (main: string) => ({ routes: {}, queues: { main: 'letters' }, code: { main } });
  for (const main of ['1', '2', '3']) await deployTo(aws, worker(main));
  await rollBack(aws, worker('3'));
  const again = structuredClone(aws);
  const brings = 'the rollback before left r3: ship rollback orders --to r3 brings it back';
  expect((await rollBack(again, worker('3'))).result.notes).toEqual([brings]);
  for (const { aliases } of aws.functions.values()) aliases.delete('ship-r3');
  expect((await rollBack(aws, worker('3'))).result.notes).toEqual([
    'the rollback before left r3, which was pruned since',
  ]);
});

test('after a prune one goes back to what it kept, and to nothing else', async () => {
  const aws = await fourReleases();
  await pruneOf(aws, withMain('4'), 1);
  await expect(rollBack(aws, withMain('4'), 1)).rejects.toMatchObject({
    code: 'UNKNOWN_RELEASE',
    exit: 3,
    live: 'r4',
    why: expect.stringContaining('r3'),
  });
  expect((await rollBack(aws, withMain('4'))).result.live).toBe('r3');
  await expect(rollBack(aws, withMain('4'))).rejects.toMatchObject({
    code: 'RELEASE_GONE',
    why: expect.stringMatching(/^gateway deployment .* is gone: ship prune, /),
    live: 'r3, untouched',
  });
  expect((await statusOf(aws, withMain('4'))).live?.name).toBe('r3');
});
