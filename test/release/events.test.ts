import { readDrift } from '../../src/release/drift.ts';
import type { BucketEvent, EventSource, QueueEvent, StreamEvent } from '../../src/model/service.ts';
import { aService, type Shape } from './a-service.ts';
import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import { CloudError } from '../../src/release/cloud.ts';
import { connectMemory, type Interceptor } from './memory/memory-cloud.ts';
import { callLive, deployTo, fastClock, pruneOf, rollBack } from './memory/runner.ts';

// What a release connects is connected by its finish, cut off by the finish of one that does not have it, and back with
// a rollback.

const jobsArn = 'arn:aws:sqs:eu-west-1:111122223333:jobs';
const streamArn = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2026-11-01T00:00:00.000';

const queue = (change: Partial<QueueEvent> = {}): EventSource => ({
  kind: 'queue',
  name: 'jobs',
  arn: jobsArn,
  batchSize: 10,
  batchWindowSeconds: 0,
  reportBatchItemFailures: true,
  visibilityTimeoutSeconds: 60,
  maxReceiveCount: 3,
  filterPatterns: [],
  ...change,
});

const stream = (change: Partial<StreamEvent> = {}): EventSource => ({
  kind: 'dynamodb',
  name: 'changes',
  arn: streamArn,
  batchSize: 100,
  batchWindowSeconds: 0,
  reportBatchItemFailures: true,
  filterPatterns: [],
  startingPosition: { at: 'trim-horizon' },
  bisectOnError: false,
  maximumRetries: -1,
  maximumAgeSeconds: -1,
  parallelization: 1,
  ...change,
});

const uploads: BucketEvent = {
  kind: 's3',
  name: 'uploads',
  bucket: 'pictures',
  events: ['s3:ObjectCreated:*'],
  prefix: 'in/',
  suffix: '',
};
const nightly: EventSource = { kind: 'schedule', name: 'nightly', expression: 'rate(1 day)' };
const sales: EventSource = { kind: 'bus', name: 'sales', bus: 'default', pattern: { source: ['shop'] } };

const shapeOf = (text: string, events: Shape['events'] = {}, extra = 'same'): Shape => ({
  code: { main: text, work: text, other: extra },
  events,
});

const all = [queue(), stream(), uploads, nightly, sales];

/** All that is connected, in a word each. */
function connected(aws: MemoryAws): readonly string[] {
  const pulls = [...aws.eventSources.values()]
    .filter(({ state }) => state === 'Enabled')
    .map(({ sourceArn, targetArn, batchSize }) => {
      const [name, alias] = targetArn.split(':').slice(6);
      return `${sourceArn.split(':')[2]} x${batchSize} ${name}:${alias}`;
    });
  const pushes = [...aws.permissions].flatMap(([name, statements]) =>
    statements.map(({ statementId }) => `${statementId.replace(/-[0-9a-f]{8}$/, '')} ${name}`),
  );
  const notified = [...aws.notifications.values()]
    .flat()
    .map(({ id, functionArn }) => `${id} ${functionArn.split(':')[6]}`);
  return [...pulls, ...pushes, ...notified].toSorted();
}

const everything = [
  'dynamodb x100 test-orders-work:live',
  'ship-nightly test-orders-work:live',
  'ship-sales test-orders-work:live',
  'ship-uploads test-orders-work:live',
  'ship/test-orders/uploads test-orders-work',
  'sqs x10 test-orders-work:live',
];

const alias = (aws: MemoryAws, key = 'work'): string | undefined =>
  aws.functions.get(`test-orders-${key}`)?.aliases.get('live')?.version;

test('events of every kind are connected to the live alias, and a second deploy has nothing to do', async () => {
  const aws = emptyAws();
  const shape = shapeOf('one', { work: all });
  await deployTo(aws, shape);
  expect(connected(aws)).toEqual(everything);
  expect((await deployTo(aws, shape)).result.result).toBe('unchanged');
  expect(await drift(aws, shape)).toEqual([]);
});

test('a release without the events cuts them off before its code could see one, and a rollback connects them again', async () => {
  const aws = emptyAws();
  await deployTo(aws, shapeOf('one', { work: all }));
  const two = shapeOf('two', { work: [nightly] });
  const { events } = await deployTo(aws, two);
  expect(connected(aws)).toEqual(['ship-nightly test-orders-work:live']);
  const done = events.flatMap((event) => (event.kind === 'step-done' ? [event.step.kind] : []));
  expect(done.lastIndexOf('pause-event-source')).toBeLessThan(done.indexOf('move-live-alias'));
  expect(await drift(aws, two)).toEqual([]);
  expect((await rollBack(aws, two)).result.live).toBe('r1');
  expect(connected(aws)).toEqual(everything);
  expect(alias(aws)).toBe('1');
});

test('a rollback also cuts off what only the newer release had', async () => {
  const aws = emptyAws();
  await deployTo(aws, shapeOf('one', { work: [nightly] }));
  const two = shapeOf('two', { work: all });
  await deployTo(aws, two);
  expect((await rollBack(aws, two)).result.live).toBe('r1');
  expect(connected(aws)).toEqual(['ship-nightly test-orders-work:live']);
});

test('a rollback from a config that has no events any more still brings those of the older release back', async () => {
  const aws = emptyAws();
  await deployTo(aws, shapeOf('one', { work: all }));
  const two = { code: { main: 'two' } };
  await deployTo(aws, two);
  expect(connected(aws)).toEqual([]);
  expect((await rollBack(aws, two)).result.live).toBe('r1');
  expect(connected(aws)).toEqual(everything);
});

test('a rollback brings back how many messages a batch had, and every other setting', async () => {
  const aws = emptyAws();
  const first = queue({ batchSize: 7, filterPatterns: [{ body: { kind: ['a'] } }] });
  await deployTo(aws, shapeOf('one', { work: [first] }));
  const two = shapeOf('one', { work: [queue({ batchSize: 3 })] });
  await deployTo(aws, two);
  expect([...aws.eventSources.values()]).toMatchObject([{ batchSize: 3, filterPatterns: [] }]);
  await rollBack(aws, two);
  expect([...aws.eventSources.values()]).toMatchObject([
    { batchSize: 7, filterPatterns: [{ body: { kind: ['a'] } }], state: 'Enabled' },
  ]);
});

test('a stream that another function reads now keeps its mapping, and with it its position, there and back', async () => {
  const aws = emptyAws();
  await deployTo(aws, shapeOf('one', { work: [stream()] }));
  const [uuid] = [...aws.eventSources.keys()];
  const two = shapeOf('two', { other: [stream()] });
  await deployTo(aws, two);
  expect(connected(aws)).toEqual(['dynamodb x100 test-orders-other:live']);
  await rollBack(aws, two);
  expect(connected(aws)).toEqual(['dynamodb x100 test-orders-work:live']);
  expect([...aws.eventSources.keys()]).toEqual([uuid]);
});

test('what others tell a bucket to do stays, and so do its notifications of other services', async () => {
  const aws = emptyAws();
  const theirs = {
    ...uploads,
    bucket: 'pictures',
    id: 'ship/test-orders-archive/x',
    functionArn: 'arn:aws:lambda:a:b:function:c',
  };
  const { kind: _kind, name: _name, ...notification } = theirs;
  aws.notifications.set('pictures', [notification]);
  await deployTo(aws, shapeOf('one', { work: [uploads] }));
  await deployTo(aws, shapeOf('two'));
  expect(aws.notifications.get('pictures')).toEqual([notification]);
});

const failing = (operation: string, after = 0): Interceptor => {
  let seen = 0;
  return {
    before: (call) => {
      if (call.operation === operation && ++seen > after)
        throw new CloudError('AccessDenied', 'no', { operation, status: 403 });
    },
  };
};

test('a finish that fails takes everything back: events, aliases, routes', async () => {
  const aws = emptyAws();
  await deployTo(aws, shapeOf('one', { work: [queue(), nightly] }));
  const before = connected(aws);
  const two = shapeOf('two', { work: [stream(), sales, uploads] });
  const failed = deployTo(aws, two, { interceptor: failing('createEventSource') });
  await expect(failed).rejects.toMatchObject({ exit: 4, live: expect.stringContaining('r1') });
  expect(connected(aws)).toEqual(before);
  expect([await callLive(aws), alias(aws)]).toEqual(['r1', '1']);
});

test('a run that died after its foundation leaves nothing connected that its config does not have', async () => {
  const aws = emptyAws();
  await deployTo(aws, shapeOf('one', { work: [queue()], other: [nightly] }));
  const two = { code: { main: 'two' } };
  let isDead = false;
  const dead: Interceptor = {
    before: ({ operation }) => {
      isDead ||= operation === 'pauseEventSource' || operation === 'forbidInvoke';
      if (isDead) throw new CloudError('Killed', 'killed', { operation });
    },
  };
  const died = deployTo(aws, two, { interceptor: dead });
  await expect(died).rejects.toBeDefined();
  const later = fastClock(Date.parse('2026-11-21T09:00:00Z'));
  await deployTo(aws, two, { clock: later });
  expect([await callLive(aws), connected(aws)]).toEqual(['r2', []]);
});

test('an event that gets another source lets the new one in and the old one no more', async () => {
  const aws = emptyAws();
  await deployTo(aws, shapeOf('one', { work: [uploads] }));
  await deployTo(aws, shapeOf('one', { work: [{ ...uploads, bucket: 'albums' }] }));
  expect(aws.permissions.get('test-orders-work:live')).toMatchObject([{ sourceArn: 'arn:aws:s3:::albums' }]);
  expect([aws.notifications.get('pictures'), aws.notifications.get('albums')?.length]).toEqual([[], 1]);
});

test('prune deletes a paused mapping with the last kept release that has it', async () => {
  const aws = emptyAws();
  await deployTo(aws, shapeOf('one', { work: [queue()] }));
  const two = shapeOf('two');
  await deployTo(aws, two);
  await pruneOf(aws, two, 1);
  expect(aws.eventSources.size).toBe(1);
  await pruneOf(aws, two, 0);
  expect(aws.eventSources.size).toBe(0);
});

const byHand: readonly (readonly [what: string, code: string, edit: (aws: MemoryAws) => void])[] = [
  ['a permission taken away', 'PERMISSION_MISSING', (aws) => aws.permissions.clear()],
  ['a notification taken away', 'NOTIFICATION_MISSING', (aws) => aws.notifications.clear()],
  ['a mapping deleted', 'EVENT_SOURCE', (aws) => aws.eventSources.clear()],
  ['a batch size changed', 'EVENT_SOURCE', (aws) => changeSources(aws, { batchSize: 1 })],
];

test.each(byHand)('%s by hand is drift, and the next deploy mends it', async (_what, code, edit) => {
  const aws = emptyAws();
  const shape = shapeOf('one', { work: all });
  await deployTo(aws, shape);
  edit(aws);
  expect(await drift(aws, shape)).toContain(code);
  await deployTo(aws, shape);
  expect([await drift(aws, shape), connected(aws)]).toEqual([[], everything]);
});

test('what the live release does not have, but is connected, is drift', async () => {
  const aws = emptyAws();
  await deployTo(aws, shapeOf('one', { work: [queue()] }));
  const two = shapeOf('two');
  await deployTo(aws, two);
  changeSources(aws, { state: 'Enabled' });
  expect(await drift(aws, two)).toEqual(['STILL_CONNECTED']);
});

function changeSources(aws: MemoryAws, change: object): void {
  for (const [uuid, source] of aws.eventSources) aws.eventSources.set(uuid, { ...source, ...change });
}

async function drift(aws: MemoryAws, shape: Shape): Promise<readonly string[]> {
  return (await readDrift(aService(shape).service, connectMemory(aws).cloud)).map(({ code }) => code);
}
