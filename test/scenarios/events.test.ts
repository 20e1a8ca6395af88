import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetRolePolicyCommand, IAMClient, ListRolesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import {
  GetBucketNotificationConfigurationCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Project } from './project.ts';

// Events of an own bucket, queue, table and stream, through three releases and back, on the real wire.

interface Shape {
  readonly word: string;
  readonly connected?: boolean;
  readonly batchSize?: number;
}

const resources = {
  Files: { Type: 'AWS::S3::Bucket' },
  Orders: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      TableName: 'orders',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    },
  },
  Clicks: { Type: 'AWS::Kinesis::Stream', Properties: { Name: 'clicks', ShardCount: 1 } },
};

function files({ word, connected = true, batchSize = 10 }: Shape): Record<string, string> {
  const events = [
    { type: 'queue', name: 'jobs', batchSize },
    { type: 's3', name: 'uploads', bucket: 'Files', prefix: 'in/' },
    {
      type: 'dynamodb',
      name: 'changes',
      table: 'Orders',
      batchSize,
      retries: 2,
      bisect: true,
      onFailure: 'jobs',
      filters: [{ eventName: ['INSERT'] }],
    },
    { type: 'kinesis', name: 'clicks', stream: 'Clicks', maxAge: 600, parallelization: 2 },
  ];
  const service = {
    main: 'main.js',
    functions: { work: { entry: 'work.js', timeout: 5, events: connected ? events : [] } },
    resources,
    routes: { 'GET /hello': 'main' },
    smoke: [{ request: 'GET /hello' }, { invoke: 'work', event: { Records: [] } }],
  };
  return {
    'services.config.json': JSON.stringify({ services: { shop: service } }),
    'services/shop/main.js': `exports.handler = async () => ({ word: '${word}' });`,
    'services/shop/work.js': `exports.handler = async ({ Records }) => {
      for (const { body, s3, dynamodb, kinesis } of Records)
        console.log('${word} ' + (body ?? s3?.object.key ?? dynamodb?.Keys.id.S ?? Buffer.from(kinesis.data, 'base64')));
    };`,
  };
}

const project = new Project(files({ word: 'one' }));
interface Clients {
  readonly iam: IAMClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly dynamodb: DynamoDBClient;
  readonly kinesis: KinesisClient;
  readonly bucket: string;
  readonly queue: string;
}
let clients: Clients;

afterAll(() => project.remove());

async function release(shape: Shape): Promise<void> {
  for (const [path, content] of Object.entries(files(shape))) project.write(path, content);
  const { code, stderr } = await project.ship('deploy', 'shop', '--unpin');
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('✖')]);
}

async function connect(): Promise<Clients> {
  const { endpoint } = await project.json<{ endpoint: string }>('local', 'status');
  const credentials = { accessKeyId: '000000000000', secretAccessKey: 'local' };
  const at = { region: 'us-east-1', endpoint, credentials };
  const s3 = new S3Client({ ...at, forcePathStyle: true });
  const sqs = new SQSClient(at);
  const [dynamodb, kinesis] = [new DynamoDBClient(at), new KinesisClient(at)];
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const bucket = Buckets.find(({ Name }) => Name?.startsWith('local-shop-files'))?.Name ?? '';
  const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'local-shop-jobs' }));
  return { iam: new IAMClient(at), s3, sqs, dynamodb, kinesis, bucket, queue: QueueUrl };
}

async function emit(name: string): Promise<void> {
  const { s3, sqs, dynamodb, kinesis, bucket, queue } = clients;
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: `in/${name}`, Body: 'x' }));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: `out/${name}`, Body: 'x' }));
  await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: `queue/${name}` }));
  await dynamodb.send(new PutItemCommand({ TableName: 'orders', Item: { id: { S: `table/${name}` } } }));
  const Data = Buffer.from(`stream/${name}`);
  await kinesis.send(new PutRecordCommand({ StreamName: 'clicks', PartitionKey: name, Data }));
}

async function done(): Promise<readonly string[]> {
  const { lines } = await project.json<{ lines: { text: string }[] }>('logs', 'shop');
  return lines.flatMap(({ text }) => /\b(one|two|three) \w+\/\w+$/m.exec(text)?.[0] ?? []).toSorted();
}

/** All that was done, once there are so many. */
async function untilDone(count: number): Promise<readonly string[]> {
  for (let tries = 0; tries < 20; tries++) {
    const lines = await done();
    if (lines.length >= count) return lines;
  }
  return done();
}

async function notified(): Promise<number> {
  const { s3, bucket } = clients;
  const configuration = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket: bucket }));
  return configuration.LambdaFunctionConfigurations?.length ?? 0;
}

const doneBy = (word: string, name: string): readonly string[] =>
  ['in', 'queue', 'stream', 'table'].map((source) => `${word} ${source}/${name}`);

test('events reach the live release once, are cut off by one that does not have them, and are back with a rollback', async () => {
  await release({ word: 'one' });
  clients = await connect();
  await emit('a');
  const first = doneBy('one', 'a');
  expect(await untilDone(4)).toEqual(first);

  await release({ word: 'two', batchSize: 5 });
  await emit('b');
  const second = [...first, ...doneBy('two', 'b')];
  expect(await untilDone(8)).toEqual(second);

  await release({ word: 'three', connected: false });
  expect(await notified()).toBe(0);
  await emit('c');
  const { services } = await project.json<{ services: { findings: unknown[] }[] }>('drift', 'shop');
  expect(services[0]?.findings).toEqual([]);

  expect((await project.ship('rollback', 'shop')).code).toBe(0);
  // Queue and streams kept what came meanwhile, and the mappings their positions; a bucket told nobody.
  const third = [...second, ...doneBy('two', 'c').filter((line) => !line.includes('in/'))];
  expect(await untilDone(11)).toEqual(third.toSorted());
  await emit('d');
  expect(await untilDone(15)).toEqual([...third, ...doneBy('two', 'd')].toSorted());
}, 120_000);

test('a role that somebody narrowed is found, as nothing else of it is', async () => {
  const { iam } = clients;
  const { Roles = [] } = await iam.send(new ListRolesCommand({}));
  const RoleName = Roles.find((one) => one.RoleName?.startsWith('local-shop-RoleWork'))?.RoleName ?? '';
  const policy = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'ship' }));
  const document = decodeURIComponent(policy.PolicyDocument ?? '').replace('stream/clicks', 'stream/other');
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'ship', PolicyDocument: document }));
  const { code, stdout } = await project.ship('drift', 'shop');
  expect([code, stdout.match(/role RoleWork has lost: .* on (\S+)/)?.[1]]).toEqual([
    3,
    expect.stringMatching(/^arn:aws:kinesis:us-east-1:\d+:stream\/clicks$/),
  ]);
  expect(stdout.match(/has lost/g)).toHaveLength(1);
});
