import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, givenExecution, type GivenExecution } from './given-execution.ts';

interface Message {
  readonly Body: string;
  readonly MessageAttributes?: Record<string, { readonly StringValue: string }>;
}

async function aQueue({ world }: GivenExecution, QueueName: string): Promise<{ url: string; arn: string }> {
  const { QueueUrl: url } = (await world.call('sqs', 'CreateQueue', { QueueName })) as { QueueUrl: string };
  return { url, arn: `arn:aws:sqs:us-east-1:${world.config.accountId}:${QueueName}` };
}

async function nextMessage({ world }: GivenExecution, QueueUrl: string): Promise<Message> {
  return eventually(async () => {
    const params = { QueueUrl, WaitTimeSeconds: 1, MessageAttributeNames: ['All'] };
    const { Messages } = (await world.call('sqs', 'ReceiveMessage', params)) as { Messages?: Message[] };
    return Messages?.[0];
  });
}

const FAILS = `exports.handler = async (e) => { console.log('attempt'); throw new Error('always') }`;
const attempts = (log: string): number => log.split('INFO\tattempt').length - 1;

describe('an invocation of type Event', () => {
  let given: GivenExecution;
  beforeAll(async () => {
    given = await givenExecution({ retryDelaysMs: [10, 10] });
  });
  afterAll(() => given.stop());

  test('is accepted at once and runs later, with the request id that was told', async () => {
    const name = await given.aFunction('exports.handler = async (e, c) => console.log("ran", c.awsRequestId, e.n)');
    const payload = Buffer.from('{"n":1}');
    const more = { type: 'Event', requestId: 'r-5', payload } as const;
    expect(await given.world.invoker.invoke({ functionName: name, ...more })).toMatchObject({ status: 202 });
    expect(await eventually(async () => (await given.logOf(name)).includes('ran r-5 1'))).toBe(true);
  });

  test('is tried three times, then told to the destination for failures and the dead letter queue', async () => {
    const [failures, dead] = [await aQueue(given, 'failures'), await aQueue(given, 'dead')];
    const name = await given.aFunction(FAILS, { DeadLetterConfig: { TargetArn: dead.arn } });
    const DestinationConfig = { OnFailure: { Destination: failures.arn } };
    await given.world.call('lambda', 'PutFunctionEventInvokeConfig', { FunctionName: name, DestinationConfig });
    await given.invoke(name, { a: 1 }, { type: 'Event', requestId: 'r-6' });
    const record = JSON.parse((await nextMessage(given, failures.url)).Body) as Record<string, unknown>;
    expect(record).toEqual({
      version: '1.0',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      requestContext: {
        requestId: 'r-6',
        functionArn: `arn:aws:lambda:us-east-1:${given.world.config.accountId}:function:${name}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: 3,
      },
      requestPayload: { a: 1 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: expect.objectContaining({ errorType: 'Error', errorMessage: 'always' }),
    });
    const { Body, MessageAttributes } = await nextMessage(given, dead.url);
    expect(Body).toBe('{"a":1}');
    expect(MessageAttributes).toMatchObject({
      RequestID: { StringValue: 'r-6' },
      ErrorCode: { StringValue: '200' },
      ErrorMessage: { StringValue: 'always' },
    });
    expect(attempts(await given.logOf(name))).toBe(3);
  });

  test('that fails is kept in a bucket, under a key of the function and the day', async () => {
    await given.world.call('s3', 'CreateBucket', { Bucket: 'failed-events' });
    const name = await given.aFunction(FAILS);
    const DestinationConfig = { OnFailure: { Destination: 'arn:aws:s3:::failed-events' } };
    const config = { FunctionName: name, MaximumRetryAttempts: 0, DestinationConfig };
    await given.world.call('lambda', 'PutFunctionEventInvokeConfig', config);
    await given.invoke(name, { a: 1 }, { type: 'Event' });
    const s3 = new S3Client({ ...given.clientConfig, forcePathStyle: true });
    const { Key } = await eventually(async () => {
      const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'failed-events' }));
      return Contents?.[0];
    });
    expect(Key).toMatch(
      new RegExp(`^aws/lambda/async/${name}/\\d{4}/\\d\\d/\\d\\d/[\\d-]{10}T\\d\\d\\.\\d\\d\\.\\d\\d-[0-9a-f-]{36}$`),
    );
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'failed-events', Key }));
    const record = JSON.parse((await Body?.transformToString()) ?? '') as Record<string, unknown>;
    expect(record).toMatchObject({ requestContext: { condition: 'RetriesExhausted' }, requestPayload: { a: 1 } });
    s3.destroy();
  });

  test('is tried as often as configured, and told to another function', async () => {
    const listener = await given.aFunction(
      'exports.handler = async (e) => console.log(e.requestContext.condition, e.requestContext.approximateInvokeCount)',
    );
    const name = await given.aFunction(FAILS);
    const Destination = `arn:aws:lambda:us-east-1:${given.world.config.accountId}:function:${listener}`;
    await given.world.call('lambda', 'PutFunctionEventInvokeConfig', {
      FunctionName: name,
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination } },
    });
    await given.invoke(name, {}, { type: 'Event' });
    expect(await eventually(async () => (await given.logOf(listener)).includes('RetriesExhausted 1'))).toBe(true);
  });

  test('that succeeds is told to the destination for successes', async () => {
    const queue = await aQueue(given, 'successes');
    const name = await given.aFunction('exports.handler = async () => ({ done: true })');
    const DestinationConfig = { OnSuccess: { Destination: queue.arn } };
    await given.world.call('lambda', 'PutFunctionEventInvokeConfig', { FunctionName: name, DestinationConfig });
    await given.invoke(name, {}, { type: 'Event' });
    expect(JSON.parse((await nextMessage(given, queue.url)).Body)).toMatchObject({
      requestContext: { condition: 'Success', approximateInvokeCount: 1 },
      responsePayload: { done: true },
    });
  });

  test('waits while the function is throttled, without losing an attempt', async () => {
    const name = await given.aFunction('exports.handler = async () => console.log("attempt")');
    const limit = (ReservedConcurrentExecutions: number): Promise<unknown> =>
      given.world.call('lambda', 'PutFunctionConcurrency', { FunctionName: name, ReservedConcurrentExecutions });
    await limit(0);
    await given.invoke(name, {}, { type: 'Event' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await limit(1);
    await eventually(async () => attempts(await given.logOf(name)) === 1);
    expect(attempts(await given.logOf(name))).toBe(1);
  });

  test('goes to where its alias points when its turn comes', async () => {
    const name = await given.aFunction('exports.handler = async (e, c) => console.log("version", c.functionVersion)');
    const version = { FunctionName: name };
    await given.world.call('lambda', 'PublishVersion', version);
    await given.world.call('lambda', 'CreateAlias', { ...version, Name: 'live', FunctionVersion: '1' });
    await given.world.call('lambda', 'PutFunctionConcurrency', { ...version, ReservedConcurrentExecutions: 0 });
    await given.invoke(name, {}, { type: 'Event', qualifier: 'live' });
    await given.world.call('lambda', 'UpdateFunctionConfiguration', { ...version, Description: 'two' });
    await eventually(() => given.world.call('lambda', 'PublishVersion', version).catch(() => undefined));
    await given.world.call('lambda', 'UpdateAlias', { ...version, Name: 'live', FunctionVersion: '2' });
    await given.world.call('lambda', 'DeleteFunctionConcurrency', version);
    expect(await eventually(async () => (await given.logOf(name)).includes('version 2'))).toBe(true);
  });

  test('above 1 MiB is refused', async () => {
    const name = await given.aFunction(FAILS);
    const payload = Buffer.from(`"${'x'.repeat(1_048_576)}"`);
    await expect(given.world.invoker.invoke({ functionName: name, type: 'Event', payload })).rejects.toMatchObject({
      code: 'RequestTooLargeException',
      status: 413,
    });
  });
});

test('accepted events survive a restart of the local AWS', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'local-aws-'));
  const before = await givenExecution(undefined, { dir });
  const name = await before.aFunction('exports.handler = async (e) => console.log("ran", e.n)');
  const limit = { FunctionName: name, ReservedConcurrentExecutions: 0 };
  await before.world.call('lambda', 'PutFunctionConcurrency', limit);
  await before.invoke(name, { n: 7 }, { type: 'Event' });
  await before.stop();
  const after = await givenExecution(undefined, { dir });
  await after.world.call('lambda', 'DeleteFunctionConcurrency', { FunctionName: name });
  expect(await eventually(async () => (await after.logOf(name)).includes('ran 7'))).toBe(true);
  await after.stop();
  rmSync(dir, { recursive: true });
});
