import {
  DeleteItemCommand,
  DescribeTableCommand,
  PutItemCommand,
  UpdateTableCommand,
  type StreamViewType,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type _Record,
} from '@aws-sdk/client-dynamodb-streams';
import { givenTables, type GivenTables } from './given-tables.ts';

let given: GivenTables;
let streams: DynamoDBStreamsClient;
beforeAll(async () => {
  given = await givenTables();
  streams = new DynamoDBStreamsClient(given.aws.clientConfig);
});
afterAll(() => given.stop());

const aStream = async (StreamViewType: StreamViewType): Promise<{ TableName: string; StreamArn: string }> => {
  const TableName = await given.aTable('id:S', { StreamSpecification: { StreamEnabled: true, StreamViewType } });
  const { Table } = await given.client.send(new DescribeTableCommand({ TableName }));
  return { TableName, StreamArn: Table?.LatestStreamArn ?? '' };
};
const put = (TableName: string, id: string, n: string): Promise<unknown> =>
  given.client.send(new PutItemCommand({ TableName, Item: { id: { S: id }, n: { N: n } } }));
const shardOf = async (StreamArn: string): Promise<string> => {
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  return StreamDescription?.Shards?.[0]?.ShardId ?? '';
};
const read = async (StreamArn: string, more: Record<string, unknown> = {}): Promise<_Record[]> => {
  const ShardId = await shardOf(StreamArn);
  const { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON', ...more }),
  );
  return (await streams.send(new GetRecordsCommand({ ShardIterator }))).Records ?? [];
};

test('inserts, changes and removals are told in order, with both images', async () => {
  const { TableName, StreamArn } = await aStream('NEW_AND_OLD_IMAGES');
  await put(TableName, 'a', '1');
  await put(TableName, 'a', '2');
  await put(TableName, 'a', '2');
  await given.client.send(new DeleteItemCommand({ TableName, Key: { id: { S: 'a' } } }));
  await given.client.send(new DeleteItemCommand({ TableName, Key: { id: { S: 'a' } } }));
  const records = await read(StreamArn);
  const one = { id: { S: 'a' }, n: { N: '1' } };
  const two = { id: { S: 'a' }, n: { N: '2' } };
  expect(records.map(({ eventName, dynamodb }) => [eventName, dynamodb?.OldImage, dynamodb?.NewImage])).toEqual([
    ['INSERT', undefined, one],
    ['MODIFY', one, two],
    ['REMOVE', two, undefined],
  ]);
  expect(records[0]).toEqual({
    eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    dynamodb: {
      ApproximateCreationDateTime: expect.any(Date),
      Keys: { id: { S: 'a' } },
      NewImage: one,
      SequenceNumber: expect.stringMatching(/^\d{21,40}$/),
      SizeBytes: 9,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  });
  const numbers = records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '');
  expect(numbers).toEqual(numbers.toSorted());
  const after = { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: numbers[0] };
  expect(await read(StreamArn, after)).toHaveLength(2);
  expect(await read(StreamArn, { ...after, ShardIteratorType: 'AT_SEQUENCE_NUMBER' })).toHaveLength(3);
  expect(await read(StreamArn, { ShardIteratorType: 'LATEST' })).toHaveLength(0);
});

test.each<[StreamViewType, boolean, boolean]>([
  ['KEYS_ONLY', false, false],
  ['NEW_IMAGE', false, true],
  ['OLD_IMAGE', true, false],
])('%s shows what it says', async (view, old, fresh) => {
  const { TableName, StreamArn } = await aStream(view);
  await put(TableName, 'a', '1');
  await put(TableName, 'a', '2');
  const { dynamodb } = (await read(StreamArn))[1] as _Record;
  expect([dynamodb?.OldImage !== undefined, dynamodb?.NewImage !== undefined]).toEqual([old, fresh]);
});

test('a stream that is switched off ends, and another begins under another label', async () => {
  const { TableName, StreamArn } = await aStream('KEYS_ONLY');
  await put(TableName, 'a', '1');
  await given.client.send(new UpdateTableCommand({ TableName, StreamSpecification: { StreamEnabled: false } }));
  await put(TableName, 'b', '1');
  const ShardId = await shardOf(StreamArn);
  const { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
  );
  const last = await streams.send(new GetRecordsCommand({ ShardIterator }));
  expect(last.Records).toHaveLength(1);
  expect(last.NextShardIterator).toBeUndefined();
  await new Promise((resolve) => setTimeout(resolve, 2));
  await given.client.send(
    new UpdateTableCommand({
      TableName,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  );
  const { Streams } = await streams.send(new ListStreamsCommand({ TableName }));
  expect(Streams).toHaveLength(2);
});
