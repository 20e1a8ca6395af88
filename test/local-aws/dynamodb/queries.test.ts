import {
  BatchWriteItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateTableCommand,
  type AttributeValue,
  type QueryCommandInput,
  type ScanCommandInput,
} from '@aws-sdk/client-dynamodb';
import { anIndex, givenTables, keySchema, type GivenTables } from './given-tables.ts';

let given: GivenTables;
let TableName: string;

const NUMBERS = ['-10', '-2.5', '0', '0.001', '2', '10', '100'];

beforeAll(async () => {
  given = await givenTables();
  TableName = await given.aTable('who:S at:N', {
    AttributeDefinitions: [
      { AttributeName: 'city', AttributeType: 'S' },
      { AttributeName: 'name', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      anIndex('by-city', 'city:S at:N'),
      anIndex('thin', 'city:S', { ProjectionType: 'KEYS_ONLY' }),
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'by-name',
        KeySchema: keySchema('who:S name:S').KeySchema,
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  });
  const items = [...NUMBERS]
    .toReversed()
    .map((N, index) => ({ who: { S: 'a' }, at: { N }, name: { S: `n${index}` }, odd: { BOOL: index % 2 === 1 } }));
  const others = ['x', 'y', 'z'].map((S) => ({ who: { S }, at: { N: '1' }, city: { S: 'Rome' }, more: { S: 'more' } }));
  for (const Item of [...items, ...others]) await given.client.send(new PutItemCommand({ TableName, Item }));
});
afterAll(() => given.stop());

const ats = (reply: { Items?: Record<string, AttributeValue>[] }): (string | undefined)[] =>
  (reply.Items ?? []).map(({ at }) => at?.N);
const ofA = (condition: string, values: Record<string, AttributeValue> = {}): Partial<QueryCommandInput> => ({
  KeyConditionExpression: condition,
  ExpressionAttributeNames: { '#at': 'at', '#w': 'who' },
  ExpressionAttributeValues: { ':a': { S: 'a' }, ...values },
});
const run = async (more: Partial<QueryCommandInput>): Promise<(string | undefined)[]> =>
  ats(await given.client.send(new QueryCommand({ TableName, ...more })));

describe('a query', () => {
  const two = { ':two': { N: '2' } };
  test.each<[string, string, Record<string, AttributeValue>, string[]]>([
    ['equal', '#w = :a AND #at = :two', two, ['2']],
    ['less', '#w = :a AND #at < :two', two, ['-10', '-2.5', '0', '0.001']],
    ['at most', '#w = :a AND #at <= :two', two, ['-10', '-2.5', '0', '0.001', '2']],
    ['more', '#at > :two AND #w = :a', two, ['10', '100']],
    ['at least', '(#w = :a) AND (#at >= :two)', two, ['2', '10', '100']],
    [
      'between',
      '#w = :a AND #at BETWEEN :low AND :two',
      { ':low': { N: '-2.5' }, ...two },
      ['-2.5', '0', '0.001', '2'],
    ],
  ])('by range: %s', async (_name, condition, values, expected) => {
    expect(await run(ofA(condition, values))).toEqual(expected);
  });

  const whole: Partial<QueryCommandInput> = {
    KeyConditionExpression: 'who = :a',
    ExpressionAttributeValues: { ':a': { S: 'a' } },
  };

  test('answers in the order of the range key, both ways', async () => {
    expect(await run(whole)).toEqual(NUMBERS);
    expect(await run({ ...whole, ScanIndexForward: false })).toEqual(NUMBERS.toReversed());
  });

  test.each([true, false])(
    'goes page by page (forward: %s), also when the last item is gone',
    async (ScanIndexForward) => {
      const seen: (string | undefined)[] = [];
      let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
      do {
        const page = await given.client.send(
          new QueryCommand({ TableName, ...whole, ScanIndexForward, Limit: 3, ExclusiveStartKey }),
        );
        seen.push(...ats(page));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      expect(seen).toEqual(ScanIndexForward ? NUMBERS : NUMBERS.toReversed());
      const between = { ...whole, ScanIndexForward, ExclusiveStartKey: { who: { S: 'a' }, at: { N: '1' } } };
      expect(await run(between)).toEqual(ScanIndexForward ? ['2', '10', '100'] : ['0.001', '0', '-2.5', '-10']);
    },
  );

  test('counts what it reads and what its filter leaves', async () => {
    const reply = await given.client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'who = :a',
        FilterExpression: 'odd = :t',
        ExpressionAttributeValues: { ':a': { S: 'a' }, ':t': { BOOL: true } },
        Select: 'COUNT',
        Limit: 4,
      }),
    );
    expect(reply).toMatchObject({
      Count: 2,
      ScannedCount: 4,
      LastEvaluatedKey: { who: { S: 'a' }, at: { N: '0.001' } },
    });
    expect(reply.Items).toBeUndefined();
  });

  test('of a global index finds the items that have its keys', async () => {
    const reply = await given.client.send(
      new QueryCommand({
        TableName,
        IndexName: 'by-city',
        KeyConditionExpression: 'city = :c',
        ExpressionAttributeValues: { ':c': { S: 'Rome' } },
        Limit: 2,
      }),
    );
    expect(reply.Items).toHaveLength(2);
    expect(Object.keys(reply.LastEvaluatedKey ?? {}).toSorted()).toEqual(['at', 'city', 'who']);
    const next = await given.client.send(
      new QueryCommand({
        TableName,
        IndexName: 'by-city',
        KeyConditionExpression: 'city = :c',
        ExpressionAttributeValues: { ':c': { S: 'Rome' } },
        ExclusiveStartKey: reply.LastEvaluatedKey,
      }),
    );
    const whos = [...(reply.Items ?? []), ...(next.Items ?? [])].map(({ who }) => who?.S);
    expect(new Set(whos)).toEqual(new Set(['x', 'y', 'z']));
    expect(whos).toHaveLength(3);
  });

  test('shows of an index what it projects, and of a local one the rest on request', async () => {
    const thin = await given.client.send(
      new QueryCommand({
        TableName,
        IndexName: 'thin',
        KeyConditionExpression: 'city = :c',
        ExpressionAttributeValues: { ':c': { S: 'Rome' } },
      }),
    );
    expect(Object.keys(thin.Items?.[0] ?? {}).toSorted()).toEqual(['at', 'city', 'who']);
    const local = await given.client.send(
      new QueryCommand({
        TableName,
        IndexName: 'by-name',
        KeyConditionExpression: 'who = :a AND begins_with(#n, :n)',
        ExpressionAttributeNames: { '#n': 'name' },
        ExpressionAttributeValues: { ':a': { S: 'a' }, ':n': { S: 'n6' } },
        Select: 'ALL_ATTRIBUTES',
      }),
    );
    expect(local.Items).toEqual([{ who: { S: 'a' }, at: { N: '-10' }, name: { S: 'n6' }, odd: { BOOL: false } }]);
  });

  const values = { ':a': { S: 'a' } };
  test.each<[string, Partial<QueryCommandInput>, string]>([
    [
      'no condition',
      {},
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    ],
    [
      'no hash key',
      { KeyConditionExpression: 'odd = :a', ExpressionAttributeValues: values },
      'Query condition missed key schema element: who',
    ],
    [
      'a range on the hash key',
      { KeyConditionExpression: 'who > :a', ExpressionAttributeValues: values },
      'Query key condition not supported',
    ],
    [
      'OR',
      { KeyConditionExpression: 'who = :a OR who = :a', ExpressionAttributeValues: values },
      'Invalid operator used in KeyConditionExpression: OR',
    ],
    [
      'a value of another type',
      { KeyConditionExpression: 'who = :a', ExpressionAttributeValues: { ':a': { N: '1' } } },
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    ],
    [
      'a filter on the key',
      { ...whole, FilterExpression: 'who = :a' },
      'Filter Expression can only contain non-primary key attributes: Primary key attribute: who',
    ],
    ['an unknown index', { ...whole, IndexName: 'none' }, 'The table does not have the specified index: none'],
    [
      'consistency of a global index',
      { ...whole, KeyConditionExpression: 'city = :a', IndexName: 'by-city', ConsistentRead: true },
      'Consistent reads are not supported on global secondary indexes',
    ],
    ['a wrong start', { ...whole, ExclusiveStartKey: { who: { S: 'a' } } }, 'The provided starting key is invalid'],
    [
      'no room',
      { ...whole, Limit: 0 },
      "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
  ])('is refused with %s', async (_what, more, message) => {
    await expect(run(more)).rejects.toMatchObject({ name: 'ValidationException', message });
  });
});

describe('a scan', () => {
  const scanAll = async (more: Partial<ScanCommandInput> = {}): Promise<string[]> => {
    const seen: string[] = [];
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const page = await given.client.send(new ScanCommand({ TableName, ExclusiveStartKey, ...more }));
      seen.push(...(page.Items ?? []).map(({ who, at }) => `${who?.S}${at?.N}`));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return seen.toSorted();
  };
  const ALL = [...NUMBERS.map((n) => `a${n}`), 'x1', 'y1', 'z1'].toSorted();

  test('finds each item once, whatever the pages and segments', async () => {
    expect(await scanAll()).toEqual(ALL);
    expect(await scanAll({ Limit: 1 })).toEqual(ALL);
    const segments = await Promise.all([0, 1, 2].map((Segment) => scanAll({ Segment, TotalSegments: 3, Limit: 2 })));
    expect(segments.flat().toSorted()).toEqual(ALL);
  });

  test('projects nested parts', async () => {
    const table = await given.aTable('id:S');
    const Item = {
      id: { S: '1' },
      m: { M: { a: { N: '1' }, b: { N: '2' } } },
      l: { L: [{ N: '0' }, { N: '1' }, { N: '2' }] },
    };
    await given.client.send(new PutItemCommand({ TableName: table, Item }));
    const { Items } = await given.client.send(
      new ScanCommand({ TableName: table, ProjectionExpression: 'm.a, l[2], l[0], absent' }),
    );
    expect(Items).toEqual([{ m: { M: { a: { N: '1' } } }, l: { L: [{ N: '0' }, { N: '2' }] } }]);
  });

  test('ends a page at 1 MB', async () => {
    const table = await given.aTable('id:S');
    for (const group of [0, 1]) {
      const puts = [0, 1].map((index) => ({
        PutRequest: { Item: { id: { S: `${group}${index}` }, s: { S: 'x'.repeat(350_000) } } },
      }));
      await given.client.send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } }));
    }
    const page = await given.client.send(new ScanCommand({ TableName: table, ReturnConsumedCapacity: 'TOTAL' }));
    expect(page.Items).toHaveLength(2);
    expect(page.LastEvaluatedKey).toBeDefined();
    expect(page.ConsumedCapacity?.CapacityUnits).toBe(85.5);
  });
});

test('a global index that is added later has the items that were there, and goes again', async () => {
  const table = await given.aTable('id:S');
  await given.client.send(new PutItemCommand({ TableName: table, Item: { id: { S: '1' }, color: { S: 'red' } } }));
  const byColor = new QueryCommand({
    TableName: table,
    IndexName: 'by-color',
    KeyConditionExpression: 'color = :c',
    ExpressionAttributeValues: { ':c': { S: 'red' } },
  });
  const updated = await given.client.send(
    new UpdateTableCommand({
      TableName: table,
      AttributeDefinitions: [{ AttributeName: 'color', AttributeType: 'S' }],
      GlobalSecondaryIndexUpdates: [{ Create: anIndex('by-color', 'color:S') }],
    }),
  );
  expect(updated.TableDescription).toMatchObject({
    TableStatus: 'UPDATING',
    GlobalSecondaryIndexes: [{ IndexName: 'by-color' }],
  });
  expect((await given.client.send(byColor)).Count).toBe(1);
  await given.client.send(
    new UpdateTableCommand({ TableName: table, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'by-color' } }] }),
  );
  await expect(given.client.send(byColor)).rejects.toThrow('The table does not have the specified index: by-color');
});
