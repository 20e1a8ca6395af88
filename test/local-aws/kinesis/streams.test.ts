import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AddTagsToStreamCommand,
  CreateStreamCommand,
  DecreaseStreamRetentionPeriodCommand,
  DeleteStreamCommand,
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  IncreaseStreamRetentionPeriodCommand,
  KinesisClient,
  ListShardsCommand,
  ListStreamsCommand,
  ListTagsForStreamCommand,
  PutRecordCommand,
  PutRecordsCommand,
  RemoveTagsFromStreamCommand,
  SplitShardCommand,
  type _Record,
} from '@aws-sdk/client-kinesis';
import { eventually } from '../execution/given-execution.ts';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

let aws: StartedLocalAws;
/** With its own handler: HTTP/2, as the SDK speaks it. */
let kinesis: KinesisClient;
let count = 0;
beforeAll(async () => {
  aws = await startLocalAws();
  kinesis = new KinesisClient(aws.clientConfig);
});
afterAll(async () => {
  kinesis.destroy();
  await aws.stop();
});

const aStream = async (ShardCount = 1): Promise<string> => {
  const StreamName = `stream-${count++}`;
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount }));
  return StreamName;
};
const put = (StreamName: string, text: string, PartitionKey = 'k'): Promise<{ SequenceNumber?: string }> =>
  kinesis.send(new PutRecordCommand({ StreamName, PartitionKey, Data: Buffer.from(text) }));
const read = async (StreamName: string, more: Record<string, unknown> = {}): Promise<_Record[]> => {
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({
      StreamName,
      ShardId: 'shardId-000000000000',
      ShardIteratorType: 'TRIM_HORIZON',
      ...more,
    }),
  );
  return (await kinesis.send(new GetRecordsCommand({ ShardIterator }))).Records ?? [];
};
const texts = (records: _Record[]): string[] => records.map(({ Data }) => Buffer.from(Data ?? []).toString());

test('a stream is described in AWS’s shape', async () => {
  const StreamName = await aStream(2);
  const StreamARN = `arn:aws:kinesis:us-east-1:123456789012:stream/${StreamName}`;
  await eventually(async () => {
    const { StreamDescription } = await kinesis.send(new DescribeStreamCommand({ StreamName }));
    return StreamDescription?.StreamStatus === 'ACTIVE';
  });
  const { StreamDescription } = await kinesis.send(new DescribeStreamCommand({ StreamARN }));
  expect(StreamDescription).toEqual({
    StreamName,
    StreamARN,
    StreamStatus: 'ACTIVE',
    StreamModeDetails: { StreamMode: 'PROVISIONED' },
    RetentionPeriodHours: 24,
    StreamCreationTimestamp: expect.any(Date),
    EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
    EncryptionType: 'NONE',
    HasMoreShards: false,
    Shards: [
      {
        ShardId: 'shardId-000000000000',
        HashKeyRange: { StartingHashKey: '0', EndingHashKey: '170141183460469231731687303715884105727' },
        SequenceNumberRange: { StartingSequenceNumber: expect.stringMatching(/^\d{56}$/) },
      },
      {
        ShardId: 'shardId-000000000001',
        HashKeyRange: {
          StartingHashKey: '170141183460469231731687303715884105728',
          EndingHashKey: '340282366920938463463374607431768211455',
        },
        SequenceNumberRange: { StartingSequenceNumber: expect.stringMatching(/^\d{56}$/) },
      },
    ],
  });
  const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
  expect(StreamDescriptionSummary).toMatchObject({ OpenShardCount: 2, ConsumerCount: 0 });
});

test('records come in the order they went, from wherever the iterator begins', async () => {
  const StreamName = await aStream();
  const first = await put(StreamName, 'one');
  await new Promise((resolve) => setTimeout(resolve, 5));
  const between = new Date();
  await put(StreamName, 'two');
  await put(StreamName, 'three');
  const records = await read(StreamName);
  expect(texts(records)).toEqual(['one', 'two', 'three']);
  expect(records[0]).toMatchObject({
    PartitionKey: 'k',
    SequenceNumber: first.SequenceNumber,
    ApproximateArrivalTimestamp: expect.any(Date),
  });
  const from = (ShardIteratorType: string, more = {}): Promise<string[]> =>
    read(StreamName, { ShardIteratorType, ...more }).then(texts);
  const StartingSequenceNumber = first.SequenceNumber;
  expect(await from('AT_SEQUENCE_NUMBER', { StartingSequenceNumber })).toEqual(['one', 'two', 'three']);
  expect(await from('AFTER_SEQUENCE_NUMBER', { StartingSequenceNumber })).toEqual(['two', 'three']);
  expect(await from('AT_TIMESTAMP', { Timestamp: between })).toEqual(['two', 'three']);
  expect(await from('LATEST')).toEqual([]);
});

test('an iterator of the latest finds what comes after it', async () => {
  const StreamName = await aStream();
  await put(StreamName, 'before');
  const shard = { StreamName, ShardId: 'shardId-000000000000', ShardIteratorType: 'LATEST' } as const;
  const { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(shard));
  await put(StreamName, 'after');
  const page = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
  expect(texts(page.Records ?? [])).toEqual(['after']);
  expect(page.MillisBehindLatest).toBe(0);
  const next = await kinesis.send(new GetRecordsCommand({ ShardIterator: page.NextShardIterator }));
  expect(next.Records).toEqual([]);
});

test('an iterator that cannot be read is refused in the words of Kinesis', async () => {
  await expect(kinesis.send(new GetRecordsCommand({ ShardIterator: 'x' }))).rejects.toMatchObject({
    name: 'InvalidArgumentException',
    message: 'Invalid ShardIterator.',
  });
});

test('a record goes to the shard of its key’s hash', async () => {
  const StreamName = await aStream(3);
  const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
  const { Records } = await kinesis.send(
    new PutRecordsCommand({
      StreamName,
      Records: keys.map((PartitionKey) => ({ PartitionKey, Data: Buffer.from(PartitionKey) })),
    }),
  );
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName }));
  const expected = keys.map((key) => {
    const hash = BigInt(`0x${createHash('md5').update(key).digest('hex')}`);
    return Shards.find(({ HashKeyRange }) => hash <= BigInt(HashKeyRange?.EndingHashKey ?? 0))?.ShardId;
  });
  expect(Records?.map(({ ShardId }) => ShardId)).toEqual(expected);
  const explicit = await kinesis.send(
    new PutRecordCommand({
      StreamName,
      PartitionKey: 'a',
      Data: Buffer.from('x'),
      ExplicitHashKey: String(2n ** 128n - 1n),
    }),
  );
  expect(explicit.ShardId).toBe('shardId-000000000002');
});

test('shards and streams are listed page by page', async () => {
  const StreamName = await aStream(3);
  const first = await kinesis.send(new ListShardsCommand({ StreamName, MaxResults: 2 }));
  const second = await kinesis.send(new ListShardsCommand({ NextToken: first.NextToken }));
  expect([first.Shards?.length, second.Shards?.length, second.NextToken]).toEqual([2, 1, undefined]);
  const page = await kinesis.send(new ListStreamsCommand({ Limit: 1 }));
  expect(page).toMatchObject({ HasMoreStreams: true, NextToken: page.StreamNames?.[0] });
});

test('tags and retention are kept', async () => {
  const StreamName = await aStream();
  await kinesis.send(new AddTagsToStreamCommand({ StreamName, Tags: { a: '1', b: '2' } }));
  await kinesis.send(new RemoveTagsFromStreamCommand({ StreamName, TagKeys: ['a'] }));
  expect((await kinesis.send(new ListTagsForStreamCommand({ StreamName }))).Tags).toEqual([{ Key: 'b', Value: '2' }]);
  await kinesis.send(new IncreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours: 48 }));
  await expect(
    kinesis.send(new IncreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours: 24 })),
  ).rejects.toThrow('can not be lower than existing retention period (48 hours)');
  await kinesis.send(new DecreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours: 24 }));
});

test('what is wrong is said as AWS says it', async () => {
  await expect(put('nowhere', 'x')).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Stream nowhere under account 123456789012 not found.',
  });
  const StreamName = await aStream();
  await expect(kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }))).rejects.toMatchObject({
    name: 'ResourceInUseException',
    message: `Stream ${StreamName} under account 123456789012 already exists.`,
  });
  await expect(put(StreamName, 'x'.repeat(1_048_577))).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(read(StreamName, { ShardId: 'shardId-000000000009' })).rejects.toThrow('does not exist');
  await expect(
    kinesis.send(new SplitShardCommand({ StreamName, ShardToSplit: 'shardId-000000000000', NewStartingHashKey: '5' })),
  ).rejects.toThrow('The local AWS does not implement kinesis:SplitShard.');
  await kinesis.send(new DeleteStreamCommand({ StreamName }));
  await expect(read(StreamName)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('records survive a restart, and numbers go on growing', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'local-aws-kinesis-'));
  const during = async <T>(act: (client: KinesisClient) => Promise<T>): Promise<T> => {
    const started = await startLocalAws({ dir });
    const client = new KinesisClient(started.clientConfig);
    const result = await act(client);
    client.destroy();
    await started.stop();
    return result;
  };
  const StreamName = 'kept';
  const record = (text: string): PutRecordCommand =>
    new PutRecordCommand({ StreamName, PartitionKey: 'k', Data: Buffer.from(text) });
  const before = await during(async (client) => {
    await client.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
    return client.send(record('old'));
  });
  const [after, found] = await during(async (client) => {
    const put = await client.send(record('new'));
    const shard = { StreamName, ShardId: put.ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
    const { ShardIterator } = await client.send(new GetShardIteratorCommand(shard));
    return [put, await client.send(new GetRecordsCommand({ ShardIterator }))] as const;
  });
  rmSync(dir, { recursive: true, force: true });
  expect(texts(found.Records ?? [])).toEqual(['old', 'new']);
  expect((after.SequenceNumber ?? '') > (before.SequenceNumber ?? '')).toBe(true);
});
