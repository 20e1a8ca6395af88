import { type FaultName, Fire } from './fire/faults.ts';
import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import { callLive, deployTo, promoteOf, statusOf } from './memory/runner.ts';

const two = { code: { main: 'two' } };
const manual = { ...two, change: { strategy: { kind: 'manual' } } } as const;

/** A deploy with the strategy `manual`, whose very last write of the gateway, the note on the preview, meets the fault. */
async function failedHold(name: FaultName): Promise<{ readonly aws: MemoryAws; readonly ended: unknown }> {
  const aws = emptyAws();
  await deployTo(aws);
  const { calls } = await deployTo(structuredClone(aws), manual);
  const interceptor = new Fire({ name, at: calls.lastIndexOf('updateStage') + 1 }).forRun(new AbortController());
  const ended = await deployTo(aws, manual, { interceptor }).catch((error: unknown) => error);
  return { aws, ended };
}

test.each([
  ['throttled for good', undefined],
  ['500 before the effect', undefined],
  ['500 after the effect', 'r2'],
] as const)(
  'holding the preview, %s: it says what was to be done, that live is untouched, and what waits',
  async (name, waits) => {
    const { aws, ended } = await failedHold(name);
    expect(ended).toMatchObject({
      message: 'AWS refused to: Hold r2 on ship-preview until promote-preview or abort',
      exit: 4,
      live: 'r1, untouched',
      next: ['ship status', expect.stringContaining('run the same command again')],
    });
    const { waiting, lock } = await statusOf(aws, manual);
    expect([await callLive(aws), waiting?.release, lock]).toEqual(['r1', waits, undefined]);
  },
);

test.each([
  ['throttled for good', 'on-preview', 'r3'],
  // Only its answer was lost.
  ['500 after the effect', 'unchanged', 'r2'],
] as const)('after a hold that was %s the same command makes it wait', async (name, ends, waits) => {
  const { aws } = await failedHold(name);
  const { result } = await deployTo(aws, manual);
  expect([result.result, result.live]).toEqual([ends, 'r1']);
  expect((await statusOf(aws, manual)).waiting?.release).toBe(waits);
  expect((await promoteOf(aws, manual)).result.live).toBe(waits);
  expect(await callLive(aws)).toBe(waits);
});

test('a deploy says which release gives way to it on the preview; the same one again takes nothing away', async () => {
  const aws = emptyAws();
  const notes = async (shape: object): Promise<readonly string[]> => {
    const { events } = await deployTo(aws, shape);
    return events.flatMap((event) => (event.kind === 'note' && event.level === 'warning' ? [event.text] : []));
  };
  expect(await notes({})).toEqual([]);
  expect(await notes(manual)).toEqual([]);
  expect(await notes(manual)).toEqual([]);
  expect(await notes({ ...manual, code: { main: 'three' } })).toEqual([
    'r2 waits on the preview and gives way to r3: it cannot be promoted after that',
  ]);
  expect(await notes({ code: { main: 'four' } })).toEqual([expect.stringMatching(/^r3 .*gives way to r4/)]);
});
