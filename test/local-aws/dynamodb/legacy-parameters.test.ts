import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { BatchGetItemCommand, DeleteItemCommand, type AttributeValue, type Condition } from '@aws-sdk/client-dynamodb';
import { givenTables, type GivenTables } from './given-tables.ts';

describe('the parameters that expressions replaced', () => {
  let given: GivenTables;
  let client: DynamoDBClient;
  let TableName: string;
  beforeAll(async () => {
    given = await givenTables();
    ({ client } = given);
    TableName = await given.aTable('id:S at:N');
    for (let at = 0; at < 5; at++) await client.send(new PutItemCommand({ TableName, Item: anItem('a', at) }));
  });
  afterAll(() => given.stop());

  const anItem = (id: string, at: number): Record<string, AttributeValue> => ({
    id: { S: id },
    at: { N: String(at) },
    'dotted.name': { S: `v${at}` },
    tags: { SS: ['x', 'y'] },
  });
  const keyOf = (id: string, at: number): Record<string, AttributeValue> => ({ id: { S: id }, at: { N: String(at) } });
  const where = (ComparisonOperator: string, ...AttributeValueList: AttributeValue[]): Condition =>
    ({ ComparisonOperator, AttributeValueList }) as Condition;
  const read = async (id: string, at: number): Promise<Record<string, AttributeValue> | undefined> =>
    (await client.send(new GetItemCommand({ TableName, Key: keyOf(id, at) }))).Item;

  test('AttributesToGet chooses attributes, whatever their names', async () => {
    const AttributesToGet = ['dotted.name'];
    const one = await client.send(new GetItemCommand({ TableName, Key: keyOf('a', 1), AttributesToGet }));
    expect(one.Item).toEqual({ 'dotted.name': { S: 'v1' } });
    const RequestItems = { [TableName]: { Keys: [keyOf('a', 2)], AttributesToGet } };
    const batch = await client.send(new BatchGetItemCommand({ RequestItems }));
    expect(batch.Responses).toEqual({ [TableName]: [{ 'dotted.name': { S: 'v2' } }] });
  });

  test.each([
    ['EQ', [where('EQ', { N: '2' })], [2]],
    ['GE', [where('GE', { N: '3' })], [3, 4]],
    ['BETWEEN', [where('BETWEEN', { N: '1' }, { N: '2' })], [1, 2]],
  ])('KeyConditions find the range of %s', async (_, [at], found) => {
    const KeyConditions = { id: where('EQ', { S: 'a' }), at: at as Condition };
    const { Items = [] } = await client.send(new QueryCommand({ TableName, KeyConditions }));
    expect(Items.map((item) => Number(item['at']?.N))).toEqual(found);
  });

  test.each<[string, Condition, number]>([
    ['EQ', where('EQ', { S: 'v1' }), 1],
    ['NE', where('NE', { S: 'v1' }), 4],
    ['IN', where('IN', { S: 'v1' }, { S: 'v2' }), 2],
    ['BEGINS_WITH', where('BEGINS_WITH', { S: 'v' }), 5],
    ['NOT_CONTAINS', where('NOT_CONTAINS', { S: '3' }), 4],
    ['NOT_NULL', where('NOT_NULL'), 5],
    ['NULL', where('NULL'), 0],
  ])('ScanFilter and QueryFilter know %s', async (_, condition, count) => {
    const filter = { 'dotted.name': condition };
    const KeyConditions = { id: where('EQ', { S: 'a' }) };
    expect(await client.send(new ScanCommand({ TableName, ScanFilter: filter }))).toMatchObject({ Count: count });
    const queried = await client.send(new QueryCommand({ TableName, KeyConditions, QueryFilter: filter }));
    expect(queried.Count).toBe(count);
  });

  test('ConditionalOperator joins conditions', async () => {
    const ScanFilter = { 'dotted.name': where('EQ', { S: 'v1' }), tags: where('CONTAINS', { S: 'x' }) };
    const both = await client.send(new ScanCommand({ TableName, ScanFilter }));
    const either = await client.send(new ScanCommand({ TableName, ScanFilter, ConditionalOperator: 'OR' }));
    expect([both.Count, either.Count]).toEqual([1, 5]);
  });

  test('Expected holds a write to what was there', async () => {
    const put = (Expected: PutItemCommand['input']['Expected']): Promise<unknown> =>
      client.send(new PutItemCommand({ TableName, Item: anItem('e', 1), Expected }));
    const refused = { name: 'ConditionalCheckFailedException' };
    await expect(put({ 'dotted.name': { Value: { S: 'v1' } } })).rejects.toMatchObject(refused);
    await put({ id: { Exists: false } });
    await expect(put({ id: { Exists: false } })).rejects.toMatchObject(refused);
    await put({ 'dotted.name': { Value: { S: 'v1' } } });
    const Expected = { at: where('LT', { N: '1' }) };
    await expect(client.send(new DeleteItemCommand({ TableName, Key: keyOf('e', 1), Expected }))).rejects.toMatchObject(
      refused,
    );
  });

  test('AttributeUpdates put, add and delete', async () => {
    const update = (AttributeUpdates: UpdateItemCommand['input']['AttributeUpdates']): Promise<unknown> =>
      client.send(new UpdateItemCommand({ TableName, Key: keyOf('u', 1), AttributeUpdates }));
    await update({
      name: { Value: { S: 'n' } },
      n: { Action: 'ADD', Value: { N: '2' } },
      l: { Action: 'ADD', Value: { L: [{ S: 'a' }] } },
    });
    await update({ n: { Action: 'ADD', Value: { N: '3' } }, l: { Action: 'ADD', Value: { L: [{ S: 'b' }] } } });
    expect(await read('u', 1)).toMatchObject({ name: { S: 'n' }, n: { N: '5' }, l: { L: [{ S: 'a' }, { S: 'b' }] } });
    await update({ name: { Action: 'DELETE' } });
    expect(await read('u', 1)).not.toHaveProperty('name');
  });

  test('are refused beside expressions, and with the wrong number of values', async () => {
    const mixed = new ScanCommand({ TableName, AttributesToGet: ['id'], FilterExpression: 'attribute_exists(id)' });
    await expect(client.send(mixed)).rejects.toThrow(
      'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} Expression parameters: {FilterExpression}',
    );
    const wrong = new ScanCommand({ TableName, ScanFilter: { n: where('EQ') } });
    await expect(client.send(wrong)).rejects.toThrow('Invalid number of argument(s) for the EQ ComparisonOperator');
  });
});
