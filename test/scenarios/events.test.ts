import {
  GetBucketNotificationConfigurationCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Project } from './project.ts';

// Events of an own bucket and an own queue, through three releases and back, on the real wire.

interface Shape {
  readonly word: string;
  readonly connected?: boolean;
  readonly batchSize?: number;
}

function files({ word, connected = true, batchSize = 10 }: Shape): Record<string, string> {
  const events = [
    { type: 'queue', name: 'jobs', batchSize },
    { type: 's3', name: 'uploads', bucket: 'Files', prefix: 'in/' },
  ];
  const service = {
    main: 'main.js',
    functions: { work: { entry: 'work.js', timeout: 5, events: connected ? events : [] } },
    resources: { Files: { Type: 'AWS::S3::Bucket' } },
    routes: { 'GET /hello': 'main' },
    smoke: [{ request: 'GET /hello' }, { invoke: 'work', event: { Records: [] } }],
  };
  return {
    'services.config.json': JSON.stringify({ services: { shop: service } }),
    'services/shop/main.js': `exports.handler = async () => ({ word: '${word}' });`,
    'services/shop/work.js': `exports.handler = async ({ Records }) => {
      for (const { body, s3 } of Records) console.log('${word} ' + (body ?? s3.object.key));
    };`,
  };
}

const project = new Project(files({ word: 'one' }));
let clients: { s3: S3Client; sqs: SQSClient; bucket: string; queue: string };

afterAll(() => project.remove());

async function release(shape: Shape): Promise<void> {
  for (const [path, content] of Object.entries(files(shape))) project.write(path, content);
  const { code, stderr } = await project.ship('deploy', 'shop', '--unpin');
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('✖')]);
}

async function connect(): Promise<typeof clients> {
  const { endpoint } = await project.json<{ endpoint: string }>('local', 'status');
  const credentials = { accessKeyId: '000000000000', secretAccessKey: 'local' };
  const s3 = new S3Client({ region: 'us-east-1', endpoint, credentials, forcePathStyle: true });
  const sqs = new SQSClient({ region: 'us-east-1', endpoint, credentials });
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const bucket = Buckets.find(({ Name }) => Name?.startsWith('local-shop-files'))?.Name ?? '';
  const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'local-shop-jobs' }));
  return { s3, sqs, bucket, queue: QueueUrl };
}

async function emit(name: string): Promise<void> {
  const { s3, sqs, bucket, queue } = clients;
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: `in/${name}`, Body: 'x' }));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: `out/${name}`, Body: 'x' }));
  await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: name }));
}

async function done(): Promise<readonly string[]> {
  const { lines } = await project.json<{ lines: { text: string }[] }>('logs', 'shop');
  return lines.flatMap(({ text }) => /\b(one|two|three) (in\/|out\/)?\w+$/m.exec(text)?.[0] ?? []).toSorted();
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

test('events reach the live release once, are cut off by one that does not have them, and are back with a rollback', async () => {
  await release({ word: 'one' });
  clients = await connect();
  await emit('a');
  const first = ['one a', 'one in/a'];
  expect(await untilDone(2)).toEqual(first);

  await release({ word: 'two', batchSize: 5 });
  await emit('b');
  const second = [...first, 'two b', 'two in/b'];
  expect(await untilDone(4)).toEqual(second);

  await release({ word: 'three', connected: false });
  expect(await notified()).toBe(0);
  await emit('c');
  const { services } = await project.json<{ services: { findings: unknown[] }[] }>('drift', 'shop');
  expect(services[0]?.findings).toEqual([]);

  expect((await project.ship('rollback', 'shop')).code).toBe(0);
  // The queue kept its message; what was put into the bucket meanwhile was told to nobody.
  expect(await untilDone(5)).toEqual([...second, 'two c'].toSorted());
  await emit('d');
  expect(await untilDone(7)).toEqual([...second, 'two c', 'two d', 'two in/d'].toSorted());
}, 120_000);
