import type { EventSource, Policy, TopicEvent } from '../../src/model/service.ts';
import { CloudError } from '../../src/release/cloud.ts';
import { readDrift } from '../../src/release/drift.ts';
import { aService, type Shape } from './a-service.ts';
import { felt } from './fire/felt.ts';
import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import { connectMemory, type Interceptor } from './memory/memory-cloud.ts';
import { callLive, deployTo, rollBack } from './memory/runner.ts';

// What a release changes of its rules, its topics and its roles is felt from its switch on, and not after a rollback.

const sales = (word: string, bus = 'default'): EventSource => ({
  kind: 'bus',
  name: 'sales',
  bus,
  pattern: { source: [word] },
});
const nightly = (expression: string): EventSource => ({ kind: 'schedule', name: 'nightly', expression });
const topic = (change: Partial<TopicEvent>): EventSource => ({
  kind: 'topic',
  name: 'news',
  filterScope: 'attributes',
  ...change,
});
const queue = (change: object): EventSource => ({
  kind: 'queue',
  name: 'jobs',
  arn: 'arn:aws:sqs:eu-west-1:111122223333:jobs',
  batchSize: 10,
  batchWindowSeconds: 0,
  reportBatchItemFailures: true,
  visibilityTimeoutSeconds: 60,
  maxReceiveCount: 3,
  filterPatterns: [],
  ...change,
});
const shapeOf = (text: string, events: readonly EventSource[], policies: readonly Policy[] = []): Shape => ({
  code: { main: text, work: 'same' },
  events: { work: events },
  policies: { work: policies, main: policies },
});

const kind = (name: string): TopicEvent['filter'] => ({ kind: [name] });
const statement = (Effect: 'Allow' | 'Deny', Action: string): Policy => ({
  kind: 'statement',
  statement: { Effect, Action, Resource: '*' },
});
const ours = (name: string): Policy => ({ kind: 'managed', arn: `arn:aws:iam::111122223333:policy/${name}` });

const changes: readonly (readonly [what: string, before: Shape, after: Shape])[] = [
  ['the pattern of a rule', shapeOf('one', [sales('shop')]), shapeOf('two', [sales('till')])],
  ['the bus of a rule', shapeOf('one', [sales('shop')]), shapeOf('two', [sales('shop', 'shops')])],
  ['the time of a schedule', shapeOf('one', [nightly('rate(1 day)')]), shapeOf('two', [nightly('rate(2 days)')])],
  ['the topic', shapeOf('one', [topic({ arn: 'arn:aws:sns:a' })]), shapeOf('two', [topic({ arn: 'arn:aws:sns:b' })])],
  ['a filter', shapeOf('one', [topic({ filter: kind('a') })]), shapeOf('two', [topic({ filter: kind('b') })])],
  ['a filter that comes', shapeOf('one', [topic({})]), shapeOf('two', [topic({ filter: kind('b') })])],
  ['a filter that goes', shapeOf('one', [topic({ filter: kind('a') })]), shapeOf('two', [topic({})])],
  [
    'what a filter judges',
    shapeOf('one', [topic({ filter: kind('a') })]),
    shapeOf('two', [topic({ filter: kind('a'), filterScope: 'body' })]),
  ],
  [
    'the filter of a queue',
    shapeOf('one', [queue({})]),
    shapeOf('two', [queue({ filterPatterns: [{ body: { a: [1] } }] })]),
  ],
  [
    'the batches of a queue',
    shapeOf('one', [queue({})]),
    shapeOf('two', [queue({ batchSize: 100, batchWindowSeconds: 5 })]),
  ],
  ['how many at once a queue calls', shapeOf('one', [queue({})]), shapeOf('two', [queue({ maximumConcurrency: 2 })])],
  ['a Deny', shapeOf('one', []), shapeOf('two', [], [statement('Deny', 's3:GetObject')])],
  ['another Deny', shapeOf('one', [], [statement('Deny', 's3:*')]), shapeOf('two', [], [statement('Deny', 'sqs:*')])],
  ['a Deny that goes', shapeOf('one', [], [statement('Deny', 's3:*')]), shapeOf('two', [])],
];

/** What the live release feels at each write before the switch. */
function watching(aws: MemoryAws): Interceptor & { readonly seen: Set<string> } {
  const seen = new Set<string>();
  const look = async ({ operation }: { operation: string }): Promise<void> => {
    if (!/^(read|list|describe)/.test(operation) && (await callLive(aws)) === 'r1') seen.add(felt(aws).join('\n'));
  };
  return { seen, before: look };
}

test.each(changes)('%s changes with the switch, and is back with a rollback', async (_what, before, after) => {
  const aws = emptyAws();
  await deployTo(aws, before);
  const first = felt(aws);
  const watch = watching(aws);
  await deployTo(aws, after, { interceptor: watch });
  expect([...watch.seen]).toEqual([first.join('\n')]);
  expect(felt(aws)).not.toEqual(first);
  expect(await drift(aws, after)).toEqual([]);
  await rollBack(aws, after);
  expect([felt(aws), await drift(aws, after)]).toEqual([first, []]);
});

test.each(changes)('%s is as it was after a deploy that fails at its end', async (_what, before, after) => {
  const aws = emptyAws();
  await deployTo(aws, before);
  const first = felt(aws);
  const { calls } = await deployTo(structuredClone(aws), after);
  const at = calls.findLastIndex((operation) => finishing.has(operation)) + 1;
  const interceptor: Interceptor = {
    after: ({ operation, number }) => {
      if (number === at) throw new CloudError('AccessDenied', 'no', { operation, status: 403 });
    },
  };
  await expect(deployTo(aws, after, { interceptor })).rejects.toMatchObject({ exit: 4 });
  expect([await callLive(aws), felt(aws)]).toEqual(['r1', first]);
});

const finishing = new Set([
  'updateStage',
  'allowInvoke',
  'forbidInvoke',
  'setSubscriptionAttribute',
  'updateEventSource',
]);

test('what is only allowed besides needs no role of its own; a policy of others may deny', async () => {
  const aws = emptyAws();
  const roles = (): readonly (string | undefined)[] => [
    ...new Set(
      [...(aws.functions.get('test-orders-main')?.versions.values() ?? [])].map(({ settings }) => settings.roleArn),
    ),
  ];
  await deployTo(aws, shapeOf('one', []));
  await deployTo(aws, shapeOf('two', [], [statement('Allow', 's3:GetObject')]));
  expect(roles()).toHaveLength(1);
  await deployTo(aws, shapeOf('two', [], [ours('guard')]));
  expect(roles()).toHaveLength(2);
});

async function drift(aws: MemoryAws, shape: Shape): Promise<readonly string[]> {
  return (await readDrift(aService(shape).service, connectMemory(aws).cloud)).map(({ code }) => code);
}
