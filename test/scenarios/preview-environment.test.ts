import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiGatewayV2Client, GetApisCommand } from '@aws-sdk/client-apigatewayv2';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  DescribeStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand, ListDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import {
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  ListLayersCommand,
} from '@aws-sdk/client-lambda';
import { ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Project } from './project.ts';

// `orders` imports from `users` and is authorised by it; previews take from `staging` what they do not have.

const answer = (more: string): string => `export const handler = async () => ({ ${more} });`;

const project = new Project({
  'services.config.json': JSON.stringify({
    environments: {
      staging: { target: 'local' },
      production: { target: 'local', protected: true },
      preview: { target: 'local', template: 'pr-*', base: 'staging', ttlDays: 7 },
      alone: { target: 'local', template: 'alone-*' },
    },
    services: {
      users: {
        main: 'src/main.js',
        functions: { guard: 'src/guard.js' },
        exports: { guard: 'guard', find: 'main' },
      },
      orders: {
        main: { entry: 'src/main.js', layers: [{ name: 'words', path: 'words' }] },
        functions: {
          jobs: {
            entry: 'src/main.js',
            timeout: 5,
            events: [
              { type: 'queue', name: 'jobs' },
              { type: 'schedule', name: 'nightly', schedule: 'rate(1 day)' },
            ],
          },
        },
        imports: { FIND_USER: 'users.find' },
        authorizers: { user: { type: 'lambda', function: 'users.guard' } },
        routes: { 'GET /health': 'main', 'GET /orders': { function: 'main', authorizer: 'user' } },
        resources: { Files: { Type: 'AWS::S3::Bucket' } },
        smoke: [{ request: 'GET /health' }],
      },
    },
  }),
  'services/users/package.json': '{"type":"module"}',
  'services/users/src/main.js': answer('user: 1'),
  'services/users/src/guard.js': answer('isAuthorized: true'),
  'services/orders/package.json': '{"type":"module"}',
  'services/orders/src/main.js': answer('find: process.env.FIND_USER'),
  'services/orders/words/word': 'tea',
});
afterAll(() => project.remove());

interface Result {
  readonly result?: string;
  readonly url?: string;
}

interface Document {
  readonly exit: number;
  readonly services?: readonly Result[];
  readonly error?: { readonly code: string };
}

const deploy = (...args: string[]): Promise<Document> => project.json<Document>('deploy', ...args);

/** Every name of something that is there, of all kinds that ship and its foundation make. */
async function everything(): Promise<readonly string[]> {
  const file = join(project.dir, 'local-aws', 'daemon.json');
  const { endpoint } = JSON.parse(readFileSync(file, 'utf8')) as { endpoint: string };
  const credentials = { accessKeyId: '000000000000', secretAccessKey: 'local' };
  const client = { endpoint, region: 'us-east-1', credentials };
  const lambda = new LambdaClient(client);
  const lists: readonly Promise<object>[] = [
    lambda.send(new ListFunctionsCommand({})),
    lambda.send(new ListEventSourceMappingsCommand({})),
    lambda.send(new ListLayersCommand({})),
    new CloudFormationClient(client).send(new DescribeStacksCommand({})),
    new ApiGatewayV2Client(client).send(new GetApisCommand({})),
    new IAMClient(client).send(new ListRolesCommand({})),
    new CloudWatchLogsClient(client).send(new DescribeLogGroupsCommand({})),
    new CloudWatchClient(client).send(new DescribeAlarmsCommand({})),
    new CloudWatchClient(client).send(new ListDashboardsCommand({})),
    new EventBridgeClient(client).send(new ListRulesCommand({})),
    new SQSClient(client).send(new ListQueuesCommand({})),
    new S3Client({ ...client, forcePathStyle: true }).send(new ListBucketsCommand({})),
  ];
  return (await Promise.all(lists)).map((list) => JSON.stringify({ ...list, $metadata: undefined }));
}

const naming = (lists: readonly string[], name: string): number => lists.filter((list) => list.includes(name)).length;

describe('a preview environment', () => {
  beforeAll(() => project.ship('deploy', '--all', '--env', 'staging'));

  test('has what was deployed to it, and calls the base for the rest', async () => {
    const { exit, services } = await deploy('orders', '--env', 'pr-7');
    expect([exit, services?.[0]?.result]).toEqual([0, 'live']);
    const orders = await fetch(`${services?.[0]?.url}/orders`, { headers: { authorization: 'x' } });
    expect([orders.status, await orders.json()]).toEqual([
      200,
      { find: expect.stringContaining(':staging-users-main:live') },
    ]);
    expect((await project.ship('drift', '--env', 'pr-7')).code).toBe(0);
  });

  test('calls its own once they are there', async () => {
    expect((await deploy('users', '--env', 'pr-7')).exit).toBe(0);
    const { services } = await deploy('orders', '--env', 'pr-7');
    const orders = await fetch(`${services?.[0]?.url}/orders`, { headers: { authorization: 'x' } });
    expect(await orders.json()).toEqual({ find: expect.stringContaining(':pr-7-users-main:live') });
    expect((await deploy('--all', '--env', 'pr-7')).services?.map(({ result }) => result)).toEqual([
      'unchanged',
      'unchanged',
    ]);
  });

  test('carries how long it is meant to live as a tag', async () => {
    const stacks = (await everything()).find((list) => list.includes('ship:ttl-days'));
    expect(stacks).toContain('"Key":"ship:ttl-days","Value":"7"');
  });

  test('is refused what neither it nor the base has', async () => {
    const { stderr } = await project.ship('destroy', '--env', 'staging', '--yes', '--delete-data');
    expect(stderr).toContain("environments made from pr-* that have no users of their own call staging's");
    expect(await deploy('orders', '--env', 'pr-8')).toMatchObject({ exit: 3, error: { code: 'NEEDED_NOWHERE' } });
    await project.ship('deploy', '--all', '--env', 'staging');
  });

  test('is refused what it does not have, where its template names no base', async () => {
    const refused = await deploy('orders', '--env', 'alone-1');
    expect(refused).toMatchObject({
      exit: 3,
      error: { code: 'NEEDED_NOWHERE', summary: 'users is needed and not deployed in alone-1, which has no base' },
    });
    expect(naming(await everything(), 'alone-1-')).toBe(0);
  });

  test('is removed whole, with the data in it, and nothing else is', async () => {
    const before = await everything();
    expect([naming(before, 'pr-7-'), naming(before, 'staging-')]).toEqual([12, 12]);
    await fillBuckets();
    const removed = await project.ship('destroy', '--env', 'pr-7', '--yes');
    expect([removed.code, removed.stderr]).toEqual([0, expect.any(String)]);
    const after = await everything();
    expect([naming(after, 'pr-7'), naming(after, 'staging-')]).toEqual([0, 12]);
    expect((await project.ship('destroy', '--env', 'pr-7', '--yes')).code).toBe(0);
  });
});

test('one policy is for all environments that are made from the template', async () => {
  const { code, stdout } = await project.ship('iam-policy', 'orders', '--env', 'pr-*');
  expect([code, stdout]).toEqual([0, expect.stringContaining(':function:pr-*-orders-*"')]);
  expect(stdout).not.toContain('staging');
  expect((await project.ship('deploy', 'orders', '--env', 'pr-*')).code).toBe(2);
});

test('a protected environment is not removed without its name typed', async () => {
  const refused = await project.ship('destroy', '--env', 'production', '--yes');
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--confirm production')]);
});

async function fillBuckets(): Promise<void> {
  const file = join(project.dir, 'local-aws', 'daemon.json');
  const { endpoint } = JSON.parse(readFileSync(file, 'utf8')) as { endpoint: string };
  const client = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: '000000000000', secretAccessKey: 'local' },
  };
  const request = new DescribeStackResourcesCommand({ StackName: 'pr-7-orders', LogicalResourceId: 'Files' });
  const { StackResources = [] } = await new CloudFormationClient(client).send(request);
  const Bucket = StackResources[0]?.PhysicalResourceId;
  await new S3Client({ ...client, forcePathStyle: true }).send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'b' }));
}
