import {
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { commit } from '../../../src/local-aws/dynamodb/items/write.ts';
import { logOf } from '../../../src/local-aws/dynamodb/streams/stream-rows.ts';
import { findTable } from '../../../src/local-aws/dynamodb/table-rows.ts';
import { givenTables, type GivenTables } from './given-tables.ts';

let given: GivenTables;
let TableName: string;
beforeAll(async () => {
  given = await givenTables();
  TableName = await given.aTable('id:S');
});
afterAll(() => given.stop());

const key = (S: string): { id: { S: string } } => ({ id: { S } });
const put = (id: string, more = {}): TransactWriteItem => ({ Put: { TableName, Item: key(id), ...more } });
const write = (TransactItems: TransactWriteItem[], more = {}): Promise<unknown> =>
  given.client.send(new TransactWriteItemsCommand({ TransactItems, ...more }));
const get = async (id: string): Promise<unknown> =>
  (await given.client.send(new GetItemCommand({ TableName, Key: key(id) }))).Item;

describe('a transaction', () => {
  test('does all of it', async () => {
    await given.client.send(new PutItemCommand({ TableName, Item: { ...key('old'), n: { N: '1' } } }));
    await write([
      put('new'),
      {
        Update: {
          TableName,
          Key: key('old'),
          UpdateExpression: 'ADD n :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
      { ConditionCheck: { TableName, Key: key('none'), ConditionExpression: 'attribute_not_exists(id)' } },
    ]);
    const { Responses } = await given.client.send(
      new TransactGetItemsCommand({
        TransactItems: ['old', 'new', 'none'].map((id) => ({ Get: { TableName, Key: key(id) } })),
      }),
    );
    expect(Responses).toEqual([{ Item: { ...key('old'), n: { N: '2' } } }, { Item: key('new') }, {}]);
  });

  test('does nothing of it when one condition fails, and says which', async () => {
    await given.client.send(new PutItemCommand({ TableName, Item: key('taken') }));
    const attempt = write([
      put('innocent'),
      put('taken', {
        ConditionExpression: 'attribute_not_exists(id)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ]);
    await expect(attempt).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]',
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: key('taken') },
      ],
    });
    expect(await get('innocent')).toBeUndefined();
  });

  test('refuses one item twice', async () => {
    await expect(write([put('a'), put('a')])).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Transaction request cannot include multiple operations on one item',
    });
  });

  test('is done once for each token', async () => {
    const increment: TransactWriteItem = {
      Update: {
        TableName,
        Key: key('counted'),
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      },
    };
    await write([increment], { ClientRequestToken: 'token' });
    await write([increment], { ClientRequestToken: 'token' });
    expect(await get('counted')).toMatchObject({ n: { N: '1' } });
    await expect(write([put('other')], { ClientRequestToken: 'token' })).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    });
  });

  test('of which nothing could be written is nowhere: not in the table, not in its order, not in its stream', async () => {
    const { world } = given.aws;
    const name = await given.aTable('id:S', {
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
    });
    const row = findTable(world, { TableName: name });
    const attempt = (): void =>
      commit(world, [{ row, key: key('a'), before: undefined, after: key('a') }], () => {
        throw new Error('no room');
      });
    expect(attempt).toThrow('no room');
    await given.client.send(new PutItemCommand({ TableName: name, Item: key('b') }));
    const { Items } = await given.client.send(new ScanCommand({ TableName: name }));
    expect(Items).toEqual([key('b')]);
    const told = logOf(world, { arn: row.streamArn as string }).read('', 10);
    expect(told.map(({ data }) => data.keys)).toEqual([key('b')]);
  });
});
