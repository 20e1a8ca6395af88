import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, givenExecution, type GivenExecution } from './given-execution.ts';

/** Says what it got, and fails for what is bad in the way that its text asks for. */
const SHOWS = `const textOf = (r) => r.kinesis ? Buffer.from(r.kinesis.data, 'base64').toString() : r.dynamodb.Keys.id.S;
exports.handler = async (e, c) => {
  const texts = e.Records.map(textOf); console.log('batch', c.functionVersion, JSON.stringify(texts));
  if (texts.some((t) => t.startsWith('poison'))) throw new Error('poison');
  const failed = e.Records.find((r) => textOf(r).startsWith('stop'));
  const batchItemFailures = failed ? [{ itemIdentifier: (failed.kinesis ?? failed.dynamodb).sequenceNumber ?? failed.dynamodb.SequenceNumber }] : [];
  return { batchItemFailures } }`;
const JUST_LOGS = 'exports.handler = async (e) => console.log(JSON.stringify(e))';
const ACCOUNT = '123456789012';

type Call = (service: string, operation: string, params: Record<string, unknown>) => Promise<Record<string, unknown>>;

let given: GivenExecution;
let call: Call;
let count = 0;
beforeAll(async () => {
  given = await givenExecution();
  call = given.world.call as Call;
});
afterAll(() => given.stop());

const aStream = async (ShardCount = 1): Promise<{ name: string; arn: string }> => {
  const name = `s-${count++}`;
  await call('kinesis', 'CreateStream', { StreamName: name, ShardCount });
  return { name, arn: `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/${name}` };
};
const put = (StreamName: string, text: string, PartitionKey = 'k'): Promise<unknown> =>
  call('kinesis', 'PutRecord', { StreamName, PartitionKey, Data: Buffer.from(text).toString('base64') });
const aTable = async (): Promise<{ name: string; arn: string }> => {
  const name = `table-${count++}`;
  const { TableDescription } = await call('dynamodb', 'CreateTable', {
    TableName: name,
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  return { name, arn: (TableDescription as Record<string, string>)['LatestStreamArn'] ?? '' };
};
const aQueue = async (): Promise<{ url: string; arn: string }> => {
  const QueueName = `q-${count++}`;
  const { QueueUrl } = await call('sqs', 'CreateQueue', { QueueName });
  return { url: QueueUrl as string, arn: `arn:aws:sqs:us-east-1:${ACCOUNT}:${QueueName}` };
};
const settled = async (UUID: string): Promise<Record<string, unknown>> =>
  eventually(async () => {
    const mapping = await call('lambda', 'GetEventSourceMapping', { UUID });
    return /^(Enabled|Disabled)$/.test(mapping['State'] as string) ? mapping : undefined;
  });
const map = async (
  FunctionName: string,
  EventSourceArn: string,
  more: Record<string, unknown> = {},
): Promise<string> => {
  const params = { FunctionName, EventSourceArn, StartingPosition: 'TRIM_HORIZON', ...more };
  const UUID = (await call('lambda', 'CreateEventSourceMapping', params))['UUID'] as string;
  await settled(UUID);
  return UUID;
};
const logged = (name: string, text: string): Promise<boolean> =>
  eventually(async () => (await given.logOf(name)).includes(text), 10_000);
const batchesOf = async (name: string): Promise<string[]> =>
  [...(await given.logOf(name)).matchAll(/batch \S+ (\[.*\])/g)].map(([, texts]) => texts as string);
const eventOf = async (name: string): Promise<unknown> => {
  await logged(name, '"Records"');
  return JSON.parse(/\{"Records".*/.exec(await given.logOf(name))?.[0] ?? '');
};

describe('what the function gets', () => {
  test('of Kinesis is Lambda’s event', async () => {
    const stream = await aStream();
    const name = await given.aFunction(JUST_LOGS);
    await map(name, stream.arn);
    await put(stream.name, 'hello', 'key');
    expect(await eventOf(name)).toEqual({
      Records: [
        {
          kinesis: {
            kinesisSchemaVersion: '1.0',
            partitionKey: 'key',
            sequenceNumber: expect.stringMatching(/^\d{56}$/),
            data: 'aGVsbG8=',
            approximateArrivalTimestamp: expect.any(Number),
          },
          eventSource: 'aws:kinesis',
          eventVersion: '1.0',
          eventID: expect.stringMatching(/^shardId-000000000000:\d{56}$/),
          eventName: 'aws:kinesis:record',
          invokeIdentityArn: `arn:aws:iam::${ACCOUNT}:role/any`,
          awsRegion: 'us-east-1',
          eventSourceARN: stream.arn,
        },
      ],
    });
  });

  test('of DynamoDB is Lambda’s event', async () => {
    const table = await aTable();
    const name = await given.aFunction(JUST_LOGS);
    await map(name, table.arn);
    await call('dynamodb', 'PutItem', { TableName: table.name, Item: { id: { S: 'a' }, n: { N: '1' } } });
    expect(await eventOf(name)).toEqual({
      Records: [
        {
          eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
          eventName: 'INSERT',
          eventVersion: '1.1',
          eventSource: 'aws:dynamodb',
          awsRegion: 'us-east-1',
          dynamodb: {
            ApproximateCreationDateTime: expect.any(Number),
            Keys: { id: { S: 'a' } },
            NewImage: { id: { S: 'a' }, n: { N: '1' } },
            SequenceNumber: expect.stringMatching(/^\d{21,40}$/),
            SizeBytes: 9,
            StreamViewType: 'NEW_AND_OLD_IMAGES',
          },
          eventSourceARN: table.arn,
        },
      ],
    });
  });
});

describe('batches', () => {
  test('keep the order of a shard, up to their size', async () => {
    const stream = await aStream();
    for (let n = 0; n < 7; n++) await put(stream.name, `r${n}`);
    const name = await given.aFunction(SHOWS);
    const UUID = await map(name, stream.arn, { BatchSize: 3 });
    await logged(name, '["r6"]');
    expect(await batchesOf(name)).toEqual(['["r0","r1","r2"]', '["r3","r4","r5"]', '["r6"]']);
    await eventually(async () => (await settled(UUID))['LastProcessingResult'] === 'OK');
  });

  test('wait for their window', async () => {
    const stream = await aStream();
    const name = await given.aFunction(SHOWS);
    await map(name, stream.arn, { BatchSize: 10, MaximumBatchingWindowInSeconds: 1 });
    for (const text of ['a', 'b', 'c']) await put(stream.name, text);
    expect(await logged(name, 'batch $LATEST ["a","b","c"]')).toBe(true);
  });

  test('come from all shards', async () => {
    const stream = await aStream(3);
    const name = await given.aFunction(SHOWS);
    await map(name, stream.arn);
    for (const key of ['a', 'b', 'c', 'd', 'e']) await put(stream.name, `of ${key}`, key);
    for (const key of ['a', 'b', 'c', 'd', 'e']) expect(await logged(name, `of ${key}`)).toBe(true);
  });

  test('begin at the latest, or at a time', async () => {
    const stream = await aStream();
    await put(stream.name, 'old');
    await new Promise((resolve) => setTimeout(resolve, 5));
    const StartingPositionTimestamp = Date.now() / 1000;
    await put(stream.name, 'since');
    const latest = await given.aFunction(SHOWS);
    const since = await given.aFunction(SHOWS);
    await map(latest, stream.arn, { StartingPosition: 'LATEST' });
    await map(since, stream.arn, { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp });
    await put(stream.name, 'new');
    await logged(latest, '"new"');
    await logged(since, '"new"');
    expect((await batchesOf(latest)).join()).toBe('["new"]');
    expect((await batchesOf(since)).join()).toMatch(/^\["since"(\],\[|,)"new"\]$/);
  });

  test('leave out what no filter matches', async () => {
    const stream = await aStream();
    const name = await given.aFunction(SHOWS);
    const Pattern = JSON.stringify({ data: { kind: ['wanted'] }, partitionKey: ['k'] });
    await map(name, stream.arn, { FilterCriteria: { Filters: [{ Pattern }] } });
    await put(stream.name, 'no JSON');
    await put(stream.name, '{"kind":"other"}');
    await put(stream.name, '{"kind":"wanted"}', 'other');
    await put(stream.name, '{"kind":"wanted","n":1}');
    await logged(name, 'wanted');
    expect(await batchesOf(name)).toEqual(['["{\\"kind\\":\\"wanted\\",\\"n\\":1}"]']);
  });

  test('of a table leave out what no filter matches', async () => {
    const table = await aTable();
    const name = await given.aFunction(SHOWS);
    const Pattern = JSON.stringify({ eventName: ['INSERT'], dynamodb: { NewImage: { n: { N: ['2'] } } } });
    await map(name, table.arn, { FilterCriteria: { Filters: [{ Pattern }] } });
    for (const [id, n] of [
      ['one', '1'],
      ['two', '2'],
    ]) {
      await call('dynamodb', 'PutItem', { TableName: table.name, Item: { id: { S: id }, n: { N: n } } });
    }
    await logged(name, 'batch');
    expect(await batchesOf(name)).toEqual(['["two"]']);
  });
});

describe('a batch that fails', () => {
  test('is tried again, holds up what comes after it, and goes to the destination in the end', async () => {
    const stream = await aStream();
    const dead = await aQueue();
    const name = await given.aFunction(SHOWS);
    await map(name, stream.arn, {
      BatchSize: 1,
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: dead.arn } },
    });
    await put(stream.name, 'poison');
    await put(stream.name, 'after');
    await logged(name, '["after"]');
    expect(await batchesOf(name)).toEqual(['["poison"]', '["poison"]', '["poison"]', '["after"]']);
    const { Messages } = await call('sqs', 'ReceiveMessage', { QueueUrl: dead.url, WaitTimeSeconds: 2 });
    const [message] = Messages as { Body: string }[];
    expect(JSON.parse(message?.Body ?? '')).toEqual({
      requestContext: {
        requestId: expect.any(String),
        functionArn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${name}`,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 3,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: expect.any(String),
      KinesisBatchInfo: {
        shardId: 'shardId-000000000000',
        startSequenceNumber: expect.stringMatching(/^\d{56}$/),
        endSequenceNumber: expect.stringMatching(/^\d{56}$/),
        approximateArrivalOfFirstRecord: expect.any(String),
        approximateArrivalOfLastRecord: expect.any(String),
        batchSize: 1,
        streamArn: stream.arn,
      },
    });
  });

  test('is given up without a call when it is too old', async () => {
    const stream = await aStream();
    const dead = await aQueue();
    await put(stream.name, 'old');
    const { createdAt } = given.world.store.table<{ createdAt: number }>('kinesis.streams').get(stream.name) ?? {};
    const rows = given.world.store.table<{ at: number }>(`kinesis.records/${stream.name}/${createdAt}/0`);
    for (const key of rows.keys()) rows.set(key, { ...rows.get(key), at: Date.now() - 120_000 });
    await put(stream.name, 'young');
    const name = await given.aFunction(SHOWS);
    const DestinationConfig = { OnFailure: { Destination: dead.arn } };
    await map(name, stream.arn, { MaximumRecordAgeInSeconds: 60, DestinationConfig });
    await logged(name, 'young');
    expect(await batchesOf(name)).toEqual(['["young"]']);
    const { Messages } = await call('sqs', 'ReceiveMessage', { QueueUrl: dead.url, WaitTimeSeconds: 2 });
    const [message] = Messages as { Body: string }[];
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({
      requestContext: { condition: 'RecordAgeExceeded', approximateInvokeCount: 0 },
      KinesisBatchInfo: { batchSize: 1 },
    });
  });

  test('is split until the bad record is alone', async () => {
    const stream = await aStream();
    for (const text of ['a', 'b', 'poison', 'd']) await put(stream.name, text);
    const name = await given.aFunction(SHOWS);
    await map(name, stream.arn, { BisectBatchOnFunctionError: true, MaximumRetryAttempts: 0 });
    await logged(name, '["d"]');
    expect(await batchesOf(name)).toEqual([
      '["a","b","poison","d"]',
      '["a","b"]',
      '["poison","d"]',
      '["poison"]',
      '["d"]',
    ]);
  });

  test('waits while the function is throttled, without a try lost', async () => {
    const stream = await aStream();
    const name = await given.aFunction(SHOWS);
    await call('lambda', 'PutFunctionConcurrency', { FunctionName: name, ReservedConcurrentExecutions: 0 });
    await map(name, stream.arn, { MaximumRetryAttempts: 0 });
    await put(stream.name, 'patient');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await batchesOf(name)).toEqual([]);
    await call('lambda', 'DeleteFunctionConcurrency', { FunctionName: name });
    expect(await logged(name, '["patient"]')).toBe(true);
  });
  test('goes on from the item that the function reports', async () => {
    const stream = await aStream();
    for (const text of ['a', 'stop', 'c']) await put(stream.name, text);
    const name = await given.aFunction(SHOWS);
    await map(name, stream.arn, { FunctionResponseTypes: ['ReportBatchItemFailures'], MaximumRetryAttempts: 1 });
    await put(stream.name, 'next');
    await logged(name, '["next"]');
    expect((await batchesOf(name)).slice(0, 2)).toEqual(['["a","stop","c"]', '["stop","c"]']);
  });
});

describe('a mapping', () => {
  test('goes on where it was when its function is another version', async () => {
    const stream = await aStream();
    const name = await given.aFunction(SHOWS);
    await call('lambda', 'PublishVersion', { FunctionName: name });
    await call('lambda', 'UpdateFunctionConfiguration', { FunctionName: name, Description: 'two' });
    await eventually(() => call('lambda', 'PublishVersion', { FunctionName: name }).catch(() => undefined));
    const UUID = await map(`${name}:1`, stream.arn, { BatchSize: 1 });
    await put(stream.name, 'first');
    await logged(name, 'batch 1 ["first"]');
    await call('lambda', 'UpdateEventSourceMapping', { UUID, FunctionName: `${name}:2` });
    await settled(UUID);
    await put(stream.name, 'second');
    await logged(name, 'batch 2 ["second"]');
    expect(await batchesOf(name)).toEqual(['["first"]', '["second"]']);
  });

  test('that is switched off reads nothing, and then all that came meanwhile', async () => {
    const stream = await aStream();
    const name = await given.aFunction(SHOWS);
    const UUID = await map(name, stream.arn, { BatchSize: 1 });
    await put(stream.name, 'one');
    await logged(name, '["one"]');
    await call('lambda', 'UpdateEventSourceMapping', { UUID, Enabled: false });
    expect((await settled(UUID))['State']).toBe('Disabled');
    await put(stream.name, 'two');
    await call('lambda', 'UpdateEventSourceMapping', { UUID, Enabled: true });
    await settled(UUID);
    await logged(name, '["two"]');
    expect(await batchesOf(name)).toEqual(['["one"]', '["two"]']);
  });

  test('goes on where it was after a restart', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'local-aws-streams-'));
    const first = await givenExecution(undefined, { dir });
    const name = await first.aFunction(SHOWS);
    await first.world.call('kinesis', 'CreateStream', { StreamName: 's', ShardCount: 1 });
    const EventSourceArn = `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/s`;
    const params = { FunctionName: name, EventSourceArn, StartingPosition: 'TRIM_HORIZON', BatchSize: 1 };
    await first.world.call('lambda', 'CreateEventSourceMapping', params);
    const record = (text: string): object => ({ StreamName: 's', PartitionKey: 'k', Data: Buffer.from(text) });
    await first.world.call('kinesis', 'PutRecord', record('one') as never);
    await eventually(async () => (await first.logOf(name)).includes('["one"]'));
    await eventually(() =>
      first.world.store
        .table('lambda.stream-positions')
        .values()
        .some((row) => (row as { after: string }).after !== ''),
    );
    await first.stop();
    const second = await givenExecution(undefined, { dir });
    await second.world.call('kinesis', 'PutRecord', record('two') as never);
    await eventually(async () => (await second.logOf(name)).includes('["two"]'), 10_000);
    const log = await second.logOf(name);
    await second.stop();
    rmSync(dir, { recursive: true, force: true });
    expect(log.split('["one"]')).toHaveLength(2);
  });

  test('is described in AWS’s shape, and refused for what does not fit', async () => {
    const stream = await aStream();
    const table = await aTable();
    const name = await given.aFunction(SHOWS);
    const UUID = await map(name, stream.arn, { MaximumRecordAgeInSeconds: 120, Tags: { a: '1' } });
    expect(await settled(UUID)).toMatchObject({
      BatchSize: 100,
      StartingPosition: 'TRIM_HORIZON',
      ParallelizationFactor: 1,
      BisectBatchOnFunctionError: false,
      MaximumRetryAttempts: -1,
      MaximumRecordAgeInSeconds: 120,
      TumblingWindowInSeconds: 0,
      DestinationConfig: { OnFailure: {} },
      LastProcessingResult: 'No records processed',
      StateTransitionReason: 'User action',
    });
    const refused = (EventSourceArn: string, more: Record<string, unknown>): Promise<string> =>
      call('lambda', 'CreateEventSourceMapping', { FunctionName: name, EventSourceArn, ...more }).then(
        () => 'accepted',
        (error: Error) => error.message,
      );
    const latest = { StartingPosition: 'LATEST' };
    expect([
      await refused(stream.arn, latest),
      await refused(`${stream.arn}-none`, latest),
      await refused(table.arn, {}),
      await refused(table.arn, { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: 1 }),
      await refused(table.arn, { ...latest, TumblingWindowInSeconds: 10 }),
      await refused(table.arn, { ...latest, MaximumRecordAgeInSeconds: 5 }),
      await refused(table.arn, { ...latest, ScalingConfig: { MaximumConcurrency: 2 } }),
    ]).toEqual([
      `The event source arn (" ${stream.arn} ") and function (" ${name} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${UUID}`,
      `Stream not found: ${stream.arn}-none`,
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
      'Unsupported starting position for arn type: dynamodb',
      'The local AWS does not implement TumblingWindowInSeconds of lambda:CreateEventSourceMapping.',
      'MaximumRecordAgeInSeconds must be -1 or between 60 and 604800.',
      'Unsupported ScalingConfig parameter for given event source mapping type.',
    ]);
  });
});
