import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetAliasCommand,
  GetFunctionConcurrencyCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Project, shop } from './project.ts';

// A function that the config no longer has: it stays, and is fed no more, for as long as a kept release may need it.

const jobs = 'local-shop-jobs';

interface Config {
  services: { shop: { functions: Record<string, object> } };
}

function files(withJobs: boolean): Record<string, string> {
  const written = shop({ text: withJobs ? 'one' : 'two' });
  const config = JSON.parse(written['services.config.json'] ?? '') as Config;
  const { jobs: consumer, ...others } = config.services.shop.functions;
  config.services.shop.functions = withJobs ? { ...others, jobs: { ...consumer, reservedConcurrency: 3 } } : others;
  return { ...written, 'services.config.json': JSON.stringify(config) };
}

const project = new Project(files(true));
let lambda: LambdaClient;
let sqs: SQSClient;

beforeAll(async () => {
  const { code, stderr } = await project.ship('deploy', 'shop');
  if (code !== 0) throw new Error(stderr);
  const { endpoint } = await project.json<{ endpoint: string }>('local', 'status');
  const at = { region: 'us-east-1', endpoint, credentials: { accessKeyId: '000000000000', secretAccessKey: 'local' } };
  [lambda, sqs] = [new LambdaClient(at), new SQSClient(at)];
}, 60_000);
afterAll(() => project.remove());

interface Seen {
  readonly mapping: string | undefined;
  readonly version: string;
  readonly reserved: number | undefined;
}

async function seen(): Promise<Seen> {
  const { EventSourceMappings = [] } = await lambda.send(
    new ListEventSourceMappingsCommand({ FunctionName: `${jobs}:live` }),
  );
  const alias = await lambda.send(new GetAliasCommand({ FunctionName: jobs, Name: 'live' }));
  const { ReservedConcurrentExecutions } = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: jobs }));
  return {
    mapping: EventSourceMappings[0]?.State,
    version: alias.FunctionVersion ?? '',
    reserved: ReservedConcurrentExecutions,
  };
}

async function waiting(): Promise<number> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: jobs }));
  const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
  );
  return AttributeNames.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0);
}

interface Logged {
  readonly lines: readonly { readonly function: string; readonly version: string }[];
}

async function loggedBy(...args: string[]): Promise<readonly string[]> {
  const { lines } = await project.json<Logged>('logs', 'shop', ...args);
  return [...new Set(lines.map((line) => `${line.function} v${line.version}`))];
}

test('it is fed until the switch and not after it, a rollback brings it back with its logs, and prune deletes it once nothing needs it', async () => {
  expect(await seen()).toEqual({ mapping: 'Enabled', version: '1', reserved: 3 });
  for (const [path, content] of Object.entries(files(false))) project.write(path, content);
  const without = await project.ship('deploy', 'shop');
  expect([without.code, without.stdout]).toEqual([0, expect.stringContaining('r2')]);
  expect(await seen()).toEqual({ mapping: 'Disabled', version: '1', reserved: undefined });

  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: jobs }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'waits for somebody' }));
  await sleep(300);
  expect(await waiting()).toBe(1);

  expect((await project.ship('rollback', 'shop')).code).toBe(0);
  expect(await seen()).toEqual({ mapping: 'Enabled', version: '1', reserved: 3 });
  for (let tries = 0; tries < 100 && (await waiting()) > 0; tries++) await sleep(100);
  expect(await waiting()).toBe(0);
  expect(await loggedBy()).toContain('jobs v1');
  expect(await loggedBy('--function', 'jobs')).toEqual(['jobs v1']);
  expect(await loggedBy('--release', 'r2')).not.toContain('jobs v1');

  expect((await project.ship('deploy', 'shop', '--unpin')).code).toBe(0);
  expect(await loggedBy()).not.toContain('jobs v1');
  expect(await loggedBy('--release', 'r1', '--function', 'jobs')).toEqual(['jobs v1']);
  const early = await project.ship('prune', 'shop', '--keep', '5', '--dry-run');
  expect(early.stdout + early.stderr).not.toContain(`Delete function ${jobs}`);
  const pruned = await project.ship('prune', 'shop', '--keep', '0', '--allow-replace');
  expect([pruned.code, pruned.stderr]).toEqual([0, expect.not.stringContaining('✖')]);
  await expect(seen()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  expect((await project.ship('deploy', 'shop')).stdout).toContain('nothing to do');
}, 120_000);
