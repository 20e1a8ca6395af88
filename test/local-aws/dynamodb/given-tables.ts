import {
  CreateTableCommand,
  DynamoDBClient,
  type AttributeDefinition,
  type CreateTableCommandInput,
  type GlobalSecondaryIndex,
  type KeySchemaElement,
} from '@aws-sdk/client-dynamodb';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

export interface GivenTables {
  readonly aws: StartedLocalAws;
  readonly client: DynamoDBClient;
  /** `id:S`, or `id:S at:N`; more of CreateTable besides. */
  readonly aTable: (keys: string, more?: Partial<CreateTableCommandInput>) => Promise<string>;
  readonly stop: () => Promise<void>;
}

let count = 0;

export function keySchema(keys: string): {
  KeySchema: KeySchemaElement[];
  AttributeDefinitions: AttributeDefinition[];
} {
  const parts = keys.split(' ').map((key) => key.split(':') as [string, 'S' | 'N' | 'B']);
  return {
    KeySchema: parts.map(([AttributeName], index) => ({ AttributeName, KeyType: index === 0 ? 'HASH' : 'RANGE' })),
    AttributeDefinitions: parts.map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
  };
}

export function anIndex(IndexName: string, keys: string, Projection = { ProjectionType: 'ALL' }): GlobalSecondaryIndex {
  return { IndexName, KeySchema: keySchema(keys).KeySchema, Projection } as GlobalSecondaryIndex;
}

export async function makeTable(
  client: DynamoDBClient,
  keys: string,
  more: Partial<CreateTableCommandInput> = {},
): Promise<string> {
  const TableName = `table-${count++}`;
  const { AttributeDefinitions: extra = [], ...rest } = more;
  const { KeySchema, AttributeDefinitions } = keySchema(keys);
  await client.send(
    new CreateTableCommand({
      TableName,
      KeySchema,
      AttributeDefinitions: [...AttributeDefinitions, ...extra],
      BillingMode: 'PAY_PER_REQUEST',
      ...rest,
    }),
  );
  return TableName;
}

export async function givenTables(): Promise<GivenTables> {
  const aws = await startLocalAws();
  const client = new DynamoDBClient(aws.clientConfig);
  return { aws, client, aTable: (keys, more) => makeTable(client, keys, more), stop: () => aws.stop() };
}
