import type { EventSource } from '../../src/model/service.ts';
import { defaultBake } from '../../src/model/strategy.ts';
import type { RunEvent } from '../../src/release/events.ts';
import type { Shape } from './a-service.ts';
import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import { callLive, deployTo, rollBack } from './memory/runner.ts';

// A canary shares calls of the gateway only: what queues, rules and other services call is the live release, whole, until
// the new one is live.

const nightly: EventSource = { kind: 'schedule', name: 'nightly', expression: 'rate(1 day)' };
const sales: EventSource = { kind: 'bus', name: 'sales', bus: 'default', pattern: { source: ['shop'] } };
const before: Shape = { code: { main: 'one', work: 'one' }, queues: { work: 'jobs' }, events: { work: [nightly] } };
const wanted: Shape = {
  code: { main: 'two', work: 'two' },
  events: { work: [sales] },
  change: {
    strategy: { kind: 'canary', percent: 10, stepMs: 60_000 },
    bake: { ...defaultBake, alarms: ['errors'] },
    exports: [{ name: 'work', function: 'work' }],
  },
};

interface Fed {
  readonly alias: string | undefined;
  readonly sources: readonly string[];
  readonly permitted: readonly string[];
}

const fedBy = (aws: MemoryAws): Fed => ({
  alias: aws.functions.get('test-orders-work')?.aliases.get('live')?.version,
  sources: [...aws.eventSources.values()].map(
    ({ state, targetArn }) => `${state} ${targetArn.split(':').slice(6).join(':')}`,
  ),
  permitted: (aws.permissions.get('test-orders-work:live') ?? []).map(({ statementId }) =>
    statementId.replace(/-[0-9a-f]{8}$/, ''),
  ),
});
const first: Fed = { alias: '1', sources: ['Enabled test-orders-work:live'], permitted: ['ship-nightly'] };

interface Watched {
  readonly seen: readonly (readonly [callers: string, fed: Fed])[];
  readonly ended: unknown;
}

/** What is fed, and whom callers meet, at every sign of the bake. */
async function watched(aws: MemoryAws, goesOff = false): Promise<Watched> {
  aws.alarms.set('errors', 'OK');
  const seen: Promise<readonly [string, Fed]>[] = [];
  const report = (event: RunEvent): void => {
    const isBake = event.kind === 'step-started' && event.step.kind === 'bake';
    const isProbe = event.kind === 'step-progress' && event.bake !== undefined;
    const fed = fedBy(aws);
    if (isBake && goesOff) aws.alarms.set('errors', 'ALARM');
    if (isBake || isProbe) seen.push(callLive(aws).then((callers) => [callers, fed]));
  };
  const ended = await deployTo(aws, wanted, { report }).catch((error: unknown) => error);
  return { seen: await Promise.all(seen), ended };
}

test('during a canary queues, rules and other services stay with the live release, and change at its end', async () => {
  const aws = emptyAws();
  await deployTo(aws, before);
  expect(fedBy(aws)).toEqual(first);
  const { seen } = await watched(aws);
  expect(seen.length).toBeGreaterThan(1);
  for (const moment of seen) expect(moment).toEqual(['r2-10', first]);
  const after: Fed = { alias: '2', sources: ['Disabled test-orders-work:live'], permitted: ['ship-sales'] };
  expect([await callLive(aws), fedBy(aws)]).toEqual(['r2', after]);
  await rollBack(aws, wanted);
  expect([await callLive(aws), fedBy(aws)]).toEqual(['r1', first]);
});

test('a canary that is taken back has touched none of them', async () => {
  const aws = emptyAws();
  await deployTo(aws, before);
  const { ended } = await watched(aws, true);
  expect(ended).toMatchObject({ code: 'BAKE_FAILED' });
  expect([await callLive(aws), fedBy(aws)]).toEqual(['r1', first]);
});
