import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  paginateListSecrets,
  SecretsManagerClient,
  type Filter,
} from '@aws-sdk/client-secrets-manager';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

let aws: StartedLocalAws;
let client: SecretsManagerClient;

beforeAll(async () => {
  aws = await startLocalAws();
  client = new SecretsManagerClient(aws.clientConfig);
  const make = (Name: string, team: string, Description?: string) =>
    client.send(
      new CreateSecretCommand({ Name, Description, SecretString: Name, Tags: [{ Key: 'team', Value: team }] }),
    );
  await make('shop/db', 'orders', 'The database');
  await make('shop/key', 'payments');
  await make('blog/db', 'content');
  await make('old/db', 'content');
  await client.send(new DeleteSecretCommand({ SecretId: 'old/db' }));
});
afterAll(() => aws.stop());

const namesOf = async (more: object): Promise<(string | undefined)[]> => {
  const { SecretList = [] } = await client.send(new ListSecretsCommand(more));
  return SecretList.map(({ Name }) => Name);
};

const filters: [Filter[], string[]][] = [
  [[{ Key: 'name', Values: ['shop'] }], ['shop/db', 'shop/key']],
  [[{ Key: 'name', Values: ['!shop'] }], ['blog/db']],
  [[{ Key: 'tag-key', Values: ['team'] }], ['shop/db', 'shop/key', 'blog/db']],
  [[{ Key: 'tag-value', Values: ['orders', 'content'] }], ['shop/db', 'blog/db']],
  [[{ Key: 'description', Values: ['the data'] }], ['shop/db']],
  [[{ Key: 'all', Values: ['DB'] }], ['shop/db', 'blog/db']],
  [
    [
      { Key: 'name', Values: ['shop'] },
      { Key: 'tag-value', Values: ['payments'] },
    ],
    ['shop/key'],
  ],
];

test.each(filters)('secrets are found by %j', async (Filters, names) => {
  expect(await namesOf({ Filters })).toEqual(names);
});

test('those that wait for their end are listed on request only', async () => {
  expect(await namesOf({})).not.toContain('old/db');
  expect(await namesOf({ IncludePlannedDeletion: true, SortBy: 'name', SortOrder: 'desc' })).toEqual([
    'shop/key',
    'shop/db',
    'old/db',
    'blog/db',
  ]);
});

test('lists come page by page, and a token that no page gave is refused', async () => {
  const pages: (string | undefined)[][] = [];
  for await (const { SecretList = [] } of paginateListSecrets({ client, pageSize: 2 }, {})) {
    pages.push(SecretList.map(({ Name }) => Name));
  }
  expect(pages).toEqual([['shop/db', 'shop/key'], ['blog/db']]);
  await expect(namesOf({ NextToken: 'garbage!' })).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
});

test('several are read at once, and what cannot be read is told beside them', async () => {
  const SecretIdList = ['shop/db', 'none', 'old/db'];
  const { SecretValues, Errors } = await client.send(new BatchGetSecretValueCommand({ SecretIdList }));
  expect(SecretValues?.map(({ SecretString }) => SecretString)).toEqual(['shop/db']);
  expect(Errors?.map(({ SecretId, ErrorCode }) => [SecretId, ErrorCode])).toEqual([
    ['none', 'ResourceNotFoundException'],
    ['old/db', 'InvalidRequestException'],
  ]);
  const Filters: Filter[] = [{ Key: 'name', Values: ['blog'] }];
  const filtered = await client.send(new BatchGetSecretValueCommand({ Filters }));
  expect(filtered.SecretValues?.map(({ Name }) => Name)).toEqual(['blog/db']);
  await expect(client.send(new BatchGetSecretValueCommand({}))).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
});

test('secrets outlive the process', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'local-aws-'));
  const first = await startLocalAws({ dir });
  await new SecretsManagerClient(first.clientConfig).send(new CreateSecretCommand({ Name: 'kept', SecretString: 'x' }));
  await first.stop();
  const second = await startLocalAws({ dir });
  const read = new SecretsManagerClient(second.clientConfig).send(new GetSecretValueCommand({ SecretId: 'kept' }));
  expect((await read).SecretString).toBe('x');
  await second.stop();
  rmSync(dir, { recursive: true });
});
