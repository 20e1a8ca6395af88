import { rmSync } from 'node:fs';
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { startLocalAws } from '../start-local-aws.ts';
import { anIndex, givenTables, makeTable, type GivenTables } from './given-tables.ts';

let given: GivenTables;
let TableName: string;
beforeAll(async () => {
  given = await givenTables();
  TableName = await given.aTable('id:S');
});
afterAll(() => given.stop());

const put = (Item: Record<string, AttributeValue>, more = {}): Promise<unknown> =>
  given.client.send(new PutItemCommand({ TableName, Item, ...more }));

test('an attribute that is not there is not, whatever JavaScript gives every object', async () => {
  const more = { ConditionExpression: 'attribute_exists(valueOf) OR attribute_exists(toString)' };
  await expect(put({ id: { S: 'racing' } }, more)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  const attempt = given.client.send(
    new UpdateItemCommand({
      TableName,
      Key: { id: { S: 'racing' } },
      UpdateExpression: 'SET valueOf.team = :t',
      ExpressionAttributeValues: { ':t': { S: 'a' } },
    }),
  );
  await expect(attempt).rejects.toMatchObject({ name: 'ValidationException' });
});

describe('numbers', () => {
  test.each([
    ['1', '1'],
    ['-0', '0'],
    ['007.50', '7.5'],
    ['1e3', '1000'],
    ['12.5E-2', '0.125'],
    ['.5', '0.5'],
    ['1E-130', `0.${'0'.repeat(129)}1`],
    ['9.9999999999999999999999999999999999999E+125', `${'9'.repeat(38)}${'0'.repeat(88)}`],
  ])('%s is kept as %s', async (N, kept) => {
    await put({ id: { S: 'number' }, n: { N } });
    const { Item } = await given.client.send(new GetItemCommand({ TableName, Key: { id: { S: 'number' } } }));
    expect(Item?.['n']).toEqual({ N: kept });
  });

  test.each([
    ['abc', 'The parameter cannot be converted to a numeric value: abc'],
    ['', 'The parameter cannot be converted to a numeric value: '],
    ['123456789012345678901234567890123456789', 'Attempting to store more than 38 significant digits in a Number'],
    ['1E126', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
    ['1E-131', 'Number underflow. Attempting to store a number with magnitude smaller than supported range'],
  ])('%s is refused', async (N, message) => {
    await expect(put({ id: { S: 'number' }, n: { N } })).rejects.toMatchObject({
      name: 'ValidationException',
      message,
    });
  });
});

describe('what cannot be stored is refused in AWS’s words', () => {
  const invalid = 'One or more parameter values were invalid: ';
  test.each<[string, Record<string, unknown>, string]>([
    ['no key', { n: { N: '1' } }, `${invalid}Missing the key id in the item`],
    ['a key of another type', { id: { N: '1' } }, `${invalid}Type mismatch for key id expected: S actual: N`],
    [
      'an empty key',
      { id: { S: '' } },
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: id',
    ],
    [
      'a key that is too long',
      { id: { S: 'x'.repeat(2049) } },
      `${invalid}Size of hashkey has exceeded the maximum size limit of 2048 bytes`,
    ],
    ['an empty set', { id: { S: 'a' }, s: { SS: [] } }, `${invalid}An string set  may not be empty`],
    [
      'a set with duplicates',
      { id: { S: 'a' }, s: { SS: ['a', 'b', 'a'] } },
      `${invalid}Input collection [a, b, a] contains duplicates.`,
    ],
    ['equal numbers in a set', { id: { S: 'a' }, s: { NS: ['1', '1.0'] } }, 'Input collection contains duplicates'],
    [
      'an item over 400 KB',
      { id: { S: 'a' }, s: { S: 'x'.repeat(409_600) } },
      'Item size has exceeded the maximum allowed size',
    ],
    [
      'a null that is false',
      { id: { S: 'a' }, s: { NULL: false } },
      `${invalid}Null attribute value types must have the value of true`,
    ],
  ])('%s', async (_what, Item, message) => {
    await expect(put(Item as Record<string, AttributeValue>)).rejects.toMatchObject({
      name: 'ValidationException',
      message,
    });
  });

  test('a key that is not the table’s', async () => {
    const Key = { id: { S: 'a' }, more: { S: 'b' } };
    await expect(given.client.send(new GetItemCommand({ TableName, Key }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'The provided key element does not match the schema',
    });
  });

  test('a table that is not there', async () => {
    const get = new GetItemCommand({ TableName: 'nowhere', Key: { id: { S: 'a' } } });
    await expect(given.client.send(get)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found',
    });
    const describing = given.client.send(new DescribeTableCommand({ TableName: 'nowhere' }));
    await expect(describing).rejects.toThrow('Requested resource not found: Table: nowhere not found');
  });
});

describe('return values', () => {
  const Key = { id: { S: 'r' } };
  const change = (ReturnValues: 'NONE' | 'ALL_OLD' | 'UPDATED_OLD' | 'ALL_NEW' | 'UPDATED_NEW'): Promise<unknown> =>
    given.client
      .send(
        new UpdateItemCommand({
          TableName,
          Key,
          ReturnValues,
          UpdateExpression: 'SET m.a = :two, fresh = :two',
          ExpressionAttributeValues: { ':two': { N: '2' } },
        }),
      )
      .then(({ Attributes }) => Attributes);
  const before = { ...Key, n: { N: '1' }, m: { M: { a: { N: '1' }, b: { N: '1' } } } };
  beforeEach(() => put(before));

  test.each([
    ['NONE' as const, undefined],
    ['ALL_OLD' as const, before],
    ['UPDATED_OLD' as const, { m: { M: { a: { N: '1' } } } }],
    ['UPDATED_NEW' as const, { m: { M: { a: { N: '2' } } }, fresh: { N: '2' } }],
    ['ALL_NEW' as const, { ...before, m: { M: { a: { N: '2' }, b: { N: '1' } } }, fresh: { N: '2' } }],
  ])('%s', async (returns, expected) => {
    expect(await change(returns)).toEqual(expected);
  });

  test('of a put and a delete only the old item', async () => {
    const old = await given.client.send(new PutItemCommand({ TableName, Item: Key, ReturnValues: 'ALL_OLD' }));
    expect(old.Attributes).toEqual(before);
    const gone = await given.client.send(new DeleteItemCommand({ TableName, Key, ReturnValues: 'ALL_OLD' }));
    expect(gone.Attributes).toEqual(Key);
    await expect(put(before, { ReturnValues: 'ALL_NEW' })).rejects.toThrow('ReturnValues can only be ALL_OLD or NONE');
  });

  test('a failed condition shows the item when asked to', async () => {
    const attempt = put(before, {
      ConditionExpression: 'attribute_not_exists(id)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    await expect(attempt).rejects.toMatchObject({ name: 'ConditionalCheckFailedException', Item: before });
  });

  test('capacity is counted as AWS counts it', async () => {
    const ReturnConsumedCapacity = 'INDEXES';
    const Item = { id: { S: 'big' }, s: { S: 'x'.repeat(5000) } };
    const written = await given.client.send(new PutItemCommand({ TableName, Item, ReturnConsumedCapacity }));
    expect(written.ConsumedCapacity).toMatchObject({ TableName, CapacityUnits: 5, Table: { CapacityUnits: 5 } });
    const get = { TableName, Key: { id: { S: 'big' } }, ReturnConsumedCapacity } as const;
    expect((await given.client.send(new GetItemCommand(get))).ConsumedCapacity?.CapacityUnits).toBe(1);
    const consistent = await given.client.send(new GetItemCommand({ ...get, ConsistentRead: true }));
    expect(consistent.ConsumedCapacity?.CapacityUnits).toBe(2);
  });
});

describe('batches', () => {
  test('write and read many items', async () => {
    const Keys = ['b1', 'b2', 'b3'].map((S) => ({ id: { S } }));
    const RequestItems = { [TableName]: Keys.map((Item) => ({ PutRequest: { Item } })) };
    const written = await given.client.send(new BatchWriteItemCommand({ RequestItems }));
    expect(written.UnprocessedItems).toEqual({});
    const removal = { [TableName]: [{ DeleteRequest: { Key: { id: { S: 'b2' } } } }] };
    await given.client.send(new BatchWriteItemCommand({ RequestItems: removal }));
    const { Responses } = await given.client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys } } }));
    expect(Responses?.[TableName]).toEqual([{ id: { S: 'b1' } }, { id: { S: 'b3' } }]);
  });

  test('refuse too many, and one item twice', async () => {
    const items = (count: number): { PutRequest: { Item: { id: { S: string } } } }[] =>
      Array.from({ length: count }, (_, index) => ({ PutRequest: { Item: { id: { S: `x${index % 25}` } } } }));
    const write = (count: number): Promise<unknown> =>
      given.client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: items(count) } }));
    await expect(write(26)).rejects.toThrow('Too many items requested for the BatchWriteItem call');
    const twice = [...items(1), ...items(1)];
    await expect(
      given.client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: twice } })),
    ).rejects.toThrow('Provided list of item keys contains duplicates');
  });
});

test('the document client gives plain values back as they were', async () => {
  const documents = DynamoDBDocumentClient.from(given.client);
  const Item = { id: 'doc', count: 3, nested: { list: [1, 'two', { three: true }], none: null }, tags: new Set(['a']) };
  await documents.send(new PutCommand({ TableName, Item }));
  expect((await documents.send(new GetCommand({ TableName, Key: { id: 'doc' } }))).Item).toEqual(Item);
  const { Attributes } = await documents.send(
    new UpdateCommand({
      TableName,
      Key: { id: 'doc' },
      UpdateExpression: 'ADD #c :one SET nested.#l[0] = :v',
      ExpressionAttributeNames: { '#c': 'count', '#l': 'list' },
      ExpressionAttributeValues: { ':one': 1, ':v': 'changed' },
      ReturnValues: 'ALL_NEW',
    }),
  );
  expect(Attributes).toMatchObject({ count: 4, nested: { list: ['changed', 'two', { three: true }] } });
  await documents.send(new DeleteCommand({ TableName, Key: { id: 'doc' } }));
  expect((await documents.send(new GetCommand({ TableName, Key: { id: 'doc' } }))).Item).toBeUndefined();
});

test('items, indexes and their order survive a restart', async () => {
  const { aws } = given;
  const first = await startLocalAws({ dir: `${aws.dir}-again` });
  const client = new DynamoDBClient(first.clientConfig);
  const table = await makeTable(client, 'id:S', {
    AttributeDefinitions: [{ AttributeName: 'kind', AttributeType: 'S' }],
    GlobalSecondaryIndexes: [anIndex('by-kind', 'kind:S')],
  });
  for (const S of ['a', 'b', 'c']) {
    await client.send(new PutItemCommand({ TableName: table, Item: { id: { S }, kind: { S: 'k' }, n: { N: '1' } } }));
  }
  await client.send(new DeleteItemCommand({ TableName: table, Key: { id: { S: 'b' } } }));
  await first.stop();
  const second = await startLocalAws({ dir: first.dir });
  const { Items } = await new DynamoDBClient(second.clientConfig).send(
    new QueryCommand({
      TableName: table,
      IndexName: 'by-kind',
      KeyConditionExpression: 'kind = :k',
      ExpressionAttributeValues: { ':k': { S: 'k' } },
    }),
  );
  await second.stop();
  rmSync(first.dir, { recursive: true, force: true });
  expect(Items?.map((item) => item['id'])).toEqual([{ S: 'a' }, { S: 'c' }]);
});
