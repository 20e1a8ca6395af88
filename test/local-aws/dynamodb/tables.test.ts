import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ExecuteStatementCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
  type CreateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { anIndex, givenTables, keySchema, type GivenTables } from './given-tables.ts';

let given: GivenTables;
beforeAll(async () => {
  given = await givenTables();
});
afterAll(() => given.stop());

test('a table is described in AWS’s shape', async () => {
  const TableName = await given.aTable('pk:S sk:N', {
    AttributeDefinitions: [{ AttributeName: 'g', AttributeType: 'S' }],
    GlobalSecondaryIndexes: [anIndex('by-g', 'g:S')],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  });
  await waitUntilTableExists({ client: given.client, maxWaitTime: 30 }, { TableName });
  await given.client.send(new PutItemCommand({ TableName, Item: { pk: { S: 'a' }, sk: { N: '1' }, g: { S: 'x' } } }));
  const { Table } = await given.client.send(new DescribeTableCommand({ TableName }));
  const arn = `arn:aws:dynamodb:us-east-1:123456789012:table/${TableName}`;
  expect(Table).toEqual({
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'N' },
      { AttributeName: 'g', AttributeType: 'S' },
    ],
    TableName,
    KeySchema: keySchema('pk:S sk:N').KeySchema,
    TableStatus: 'ACTIVE',
    CreationDateTime: expect.any(Date),
    ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
    TableSizeBytes: 9,
    ItemCount: 1,
    TableArn: arn,
    TableId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    GlobalSecondaryIndexes: [
      {
        ...anIndex('by-g', 'g:S'),
        IndexStatus: 'ACTIVE',
        ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
        IndexSizeBytes: 9,
        ItemCount: 1,
        IndexArn: `${arn}/index/by-g`,
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    LatestStreamLabel: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/),
    LatestStreamArn: expect.stringContaining(`${arn}/stream/`),
    DeletionProtectionEnabled: false,
  });
});

describe('a table is refused', () => {
  const invalid = 'One or more parameter values were invalid: ';
  const base = { TableName: 'refused', BillingMode: 'PAY_PER_REQUEST', ...keySchema('id:S') } as const;
  test.each<[string, Partial<CreateTableCommandInput>, string]>([
    [
      'with a billing mode that is none',
      { BillingMode: 'FREE' as 'PROVISIONED' },
      "1 validation error detected: Value 'FREE' at 'billingMode' failed to satisfy constraint: Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]",
    ],
    [
      'with a short name',
      { TableName: 'ab' },
      'TableName must be at least 3 characters long and at most 255 characters long',
    ],
    [
      'with an undefined key',
      { KeySchema: keySchema('other:S').KeySchema },
      `${invalid}Some index key attributes are not defined in AttributeDefinitions. Keys: [other], AttributeDefinitions: [id]`,
    ],
    [
      'with a definition too many',
      { AttributeDefinitions: keySchema('id:S more:S').AttributeDefinitions },
      `${invalid}Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`,
    ],
    [
      'without capacity',
      { BillingMode: 'PROVISIONED' },
      `${invalid}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
    ],
    [
      'with local indexes and no range',
      { LocalSecondaryIndexes: [anIndex('l', 'id:S')] as never },
      `${invalid}Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex`,
    ],
    [
      'with a stream of no type',
      { StreamSpecification: { StreamEnabled: true } },
      `${invalid}StreamViewType is required when StreamEnabled is true`,
    ],
  ])('%s', async (_what, more, message) => {
    await expect(given.client.send(new CreateTableCommand({ ...base, ...more }))).rejects.toMatchObject({
      name: 'ValidationException',
      message,
    });
  });

  test('twice', async () => {
    const TableName = await given.aTable('id:S');
    await expect(given.client.send(new CreateTableCommand({ ...base, TableName }))).rejects.toMatchObject({
      name: 'ResourceInUseException',
      message: `Table already exists: ${TableName}`,
    });
  });
});

test('tables are listed page by page', async () => {
  for (const _ of [1, 2, 3]) await given.aTable('id:S');
  const first = await given.client.send(new ListTablesCommand({ Limit: 2 }));
  expect(first.TableNames).toHaveLength(2);
  const rest = await given.client.send(
    new ListTablesCommand({ ExclusiveStartTableName: first.LastEvaluatedTableName }),
  );
  const names = [...(first.TableNames ?? []), ...(rest.TableNames ?? [])];
  expect(new Set(names).size).toBe(names.length);
  expect(rest.LastEvaluatedTableName).toBeUndefined();
});

test('a deleted table takes its items along', async () => {
  const TableName = await given.aTable('id:S');
  await given.client.send(new PutItemCommand({ TableName, Item: { id: { S: '1' } } }));
  await given.client.send(new DeleteTableCommand({ TableName }));
  await given.client.send(new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', ...keySchema('id:S') }));
  const { Table } = await given.client.send(new DescribeTableCommand({ TableName }));
  expect(Table?.ItemCount).toBe(0);
});

test('time to live and tags are kept', async () => {
  const TableName = await given.aTable('id:S', { Tags: [{ Key: 'a', Value: '1' }] });
  const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expires' };
  await given.client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  const { TimeToLiveDescription } = await given.client.send(new DescribeTimeToLiveCommand({ TableName }));
  expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' });
  await expect(given.client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }))).rejects.toThrow(
    'TimeToLive is already enabled',
  );
  const ResourceArn = `arn:aws:dynamodb:us-east-1:123456789012:table/${TableName}`;
  await given.client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'b', Value: '2' }] }));
  await given.client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['a'] }));
  const { Tags } = await given.client.send(new ListTagsOfResourceCommand({ ResourceArn }));
  expect(Tags).toEqual([{ Key: 'b', Value: '2' }]);
});

test('PartiQL is refused by name', async () => {
  const statement = new ExecuteStatementCommand({ Statement: 'SELECT * FROM x' });
  await expect(given.client.send(statement)).rejects.toMatchObject({
    name: 'NotImplemented',
    message: 'The local AWS does not implement dynamodb:ExecuteStatement.',
  });
});
