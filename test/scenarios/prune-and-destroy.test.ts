import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { ApiGatewayV2Client, GetApisCommand } from '@aws-sdk/client-apigatewayv2';
import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import { DescribeLogGroupsCommand, CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CreateQueueCommand, DeleteQueueCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Project, shop } from './project.ts';

const project = new Project(shop());

afterAll(() => project.remove());

function clients(): Record<'region' | 'endpoint', string> & {
  credentials: { accessKeyId: string; secretAccessKey: string };
} {
  const { endpoint } = JSON.parse(readFileSync(join(project.dir, 'local-aws', 'daemon.json'), 'utf8')) as {
    endpoint: string;
  };
  return { endpoint, region: 'us-east-1', credentials: { accessKeyId: '000000000000', secretAccessKey: 'local' } };
}

async function versions(): Promise<readonly string[]> {
  const answer = await new LambdaClient(clients()).send(
    new ListVersionsByFunctionCommand({ FunctionName: 'local-shop-main' }),
  );
  return (answer.Versions ?? []).map(({ Version = '' }) => Version);
}

/** A queue of somebody else's that feeds that very version. */
async function connectByHand(version: string): Promise<{ readonly remove: () => Promise<void> }> {
  const lambda = new LambdaClient(clients());
  const sqs = new SQSClient(clients());
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'theirs' }));
  const made = await lambda.send(
    new CreateEventSourceMappingCommand({
      FunctionName: `local-shop-main:${version}`,
      EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:theirs',
    }),
  );
  return {
    remove: async () => {
      await lambda.send(new DeleteEventSourceMappingCommand({ UUID: made.UUID }));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
}

test('prune deletes the versions of releases beyond the kept ones, and a rollback still works', async () => {
  for (const text of ['one', 'two', 'three', 'four']) {
    for (const [path, content] of Object.entries(shop({ text }))) project.write(path, content);
    expect((await project.ship('deploy', 'shop')).code).toBe(0);
  }
  const dry = await project.ship('prune', 'shop', '--keep', '1', '--dry-run');
  expect([dry.code, dry.stdout]).toEqual([0, expect.stringMatching(/Delete main version 1: no kept release/)]);
  expect(await versions()).toEqual(['$LATEST', '1', '2', '3', '4']);
  // What somebody connected to a version itself shows in no alias and no release.
  const theirs = await connectByHand('1');
  const spared = await project.ship('prune', 'shop', '--keep', '1');
  expect([spared.code, spared.stdout]).toEqual([
    0,
    expect.stringMatching(/main version 1 stays: arn:aws:sqs:\S+ calls/),
  ]);
  expect(await versions()).toEqual(['$LATEST', '1', '3', '4']);
  await theirs.remove();
  expect((await project.ship('prune', 'shop', '--keep', '1')).code).toBe(0);
  expect(await versions()).toEqual(['$LATEST', '3', '4']);
  expect((await project.ship('rollback', 'shop')).code).toBe(0);
});

test('prune keeps a queue that nothing needs any more until it is told to delete it', async () => {
  const files = shop({ text: 'five' });
  const config = JSON.parse(files['services.config.json'] ?? '') as {
    services: { shop: { functions: { jobs: { events: readonly object[] } } } };
  };
  config.services.shop.functions.jobs.events = [];
  project.write('services.config.json', JSON.stringify(config));
  expect((await project.ship('deploy', 'shop', '--unpin')).code).toBe(0);
  const queues = async (): Promise<number> =>
    (await new SQSClient(clients()).send(new ListQueuesCommand({}))).QueueUrls?.length ?? 0;
  const kept = await project.ship('prune', 'shop', '--keep', '0');
  expect([kept.code, kept.stdout]).toEqual([0, expect.stringContaining('kept, for what is in it: ')]);
  expect(await queues()).toBe(2);
  expect((await project.ship('prune', 'shop', '--keep', '0', '--allow-replace')).code).toBe(0);
  expect(await queues()).toBe(0);
});

test('destroy wants a yes, and leaves nothing behind', async () => {
  expect((await project.ship('destroy', 'shop')).code).toBe(2);
  const ran = await project.ship('destroy', 'shop', '--yes');
  expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining('removed')]);
  const config = clients();
  const lambda = new LambdaClient(config);
  expect((await lambda.send(new ListFunctionsCommand({}))).Functions).toEqual([]);
  expect((await lambda.send(new ListEventSourceMappingsCommand({}))).EventSourceMappings).toEqual([]);
  expect((await new ApiGatewayV2Client(config).send(new GetApisCommand({}))).Items).toEqual([]);
  expect((await new SQSClient(config).send(new ListQueuesCommand({}))).QueueUrls ?? []).toEqual([]);
  expect((await new CloudWatchLogsClient(config).send(new DescribeLogGroupsCommand({}))).logGroups).toEqual([]);
  const stacks = await new CloudFormationClient(config).send(new ListStacksCommand({}));
  expect(stacks.StackSummaries?.map(({ StackStatus }) => StackStatus)).toEqual(['DELETE_COMPLETE']);
});

test('what was destroyed can be deployed again', async () => {
  expect((await project.ship('drift', 'shop')).stdout).toContain('shop: nothing is live');
  expect((await project.ship('deploy', 'shop')).code).toBe(0);
});
