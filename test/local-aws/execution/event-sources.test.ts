import { eventually, givenExecution, type GivenExecution } from './given-execution.ts';

const SHOWS = `exports.handler = async (e, c) => {
  const bodies = e.Records.map((r) => r.body); console.log('batch', c.functionVersion, JSON.stringify(bodies));
  const failed = e.Records.filter((r) => r.body.includes('bad'));
  if (bodies.includes('all bad')) throw new Error('all');
  if (bodies.includes('slow')) await new Promise((r) => setTimeout(r, 300));
  console.log('done', c.functionVersion);
  return { batchItemFailures: failed.map((r) => ({ itemIdentifier: r.messageId })) } }`;

describe('an event source mapping of a queue', () => {
  let given: GivenExecution;
  let queues = 0;
  beforeAll(async () => {
    given = await givenExecution();
  });
  afterAll(() => given.stop());

  const aQueue = async (Attributes: Record<string, string> = {}): Promise<{ url: string; arn: string }> => {
    const QueueName = `q${queues++}`;
    const { QueueUrl: url } = (await given.world.call('sqs', 'CreateQueue', { QueueName, Attributes })) as {
      QueueUrl: string;
    };
    return { url, arn: `arn:aws:sqs:us-east-1:${given.world.config.accountId}:${QueueName}` };
  };
  const map = async (
    FunctionName: string,
    EventSourceArn: string,
    more: Record<string, unknown> = {},
  ): Promise<string> => {
    const params = { FunctionName, EventSourceArn, ...more };
    const { UUID } = (await given.world.call('lambda', 'CreateEventSourceMapping', params)) as { UUID: string };
    return UUID;
  };
  const send = (QueueUrl: string, MessageBody: string, more: Record<string, unknown> = {}): Promise<unknown> =>
    given.world.call('sqs', 'SendMessage', { QueueUrl, MessageBody, ...more });
  const left = async (QueueUrl: string): Promise<number> => {
    const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
    const reply = await given.world.call('sqs', 'GetQueueAttributes', { QueueUrl, AttributeNames });
    const { Attributes } = reply as { Attributes: Record<string, string> };
    return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
  };
  const logged = (name: string, text: string): Promise<boolean> =>
    eventually(async () => (await given.logOf(name)).includes(text));

  test('hands over records as Lambda forms them, and deletes what was processed', async () => {
    const queue = await aQueue();
    const name = await given.aFunction('exports.handler = async (e) => console.log(JSON.stringify(e))');
    await map(name, queue.arn, { BatchSize: 1 });
    await send(queue.url, 'hello', { MessageAttributes: { kind: { DataType: 'String', StringValue: 'greeting' } } });
    await logged(name, '"Records"');
    const event = /\{"Records".*/.exec(await given.logOf(name))?.[0] ?? '';
    expect(JSON.parse(event)).toEqual({
      Records: [
        {
          messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          receiptHandle: expect.any(String),
          body: 'hello',
          attributes: expect.objectContaining({ ApproximateReceiveCount: '1', SentTimestamp: expect.any(String) }),
          messageAttributes: {
            kind: { stringValue: 'greeting', stringListValues: [], binaryListValues: [], dataType: 'String' },
          },
          md5OfMessageAttributes: expect.any(String),
          md5OfBody: '5d41402abc4b2a76b9719d911017c592',
          eventSource: 'aws:sqs',
          eventSourceARN: queue.arn,
          awsRegion: 'us-east-1',
        },
      ],
    });
    expect(await eventually(async () => (await left(queue.url)) === 0)).toBe(true);
  });

  test('gathers a batch while its window is open', async () => {
    const queue = await aQueue();
    const name = await given.aFunction(SHOWS);
    await map(name, queue.arn, { BatchSize: 3, MaximumBatchingWindowInSeconds: 1 });
    for (const body of ['a', 'b', 'c']) await send(queue.url, body);
    expect(await logged(name, 'batch $LATEST ["a","b","c"]')).toBe(true);
  });

  test('drops what its filters do not match', async () => {
    const queue = await aQueue();
    const name = await given.aFunction(SHOWS);
    const Pattern = JSON.stringify({ body: { kind: ['wanted'], size: [{ numeric: ['>', 5] }] } });
    await map(name, queue.arn, { BatchSize: 10, FilterCriteria: { Filters: [{ Pattern }] } });
    await send(queue.url, 'no JSON');
    await send(queue.url, '{"kind":"wanted","size":1}');
    await send(queue.url, '{"kind":"wanted","size":9}');
    await logged(name, 'size\\":9');
    expect(await eventually(async () => (await left(queue.url)) === 0)).toBe(true);
    expect(await given.logOf(name)).not.toMatch(/no JSON|size\\":1/);
  });

  test('keeps what the function reports as failed, and deletes the rest', async () => {
    const queue = await aQueue();
    const name = await given.aFunction(SHOWS);
    for (const body of ['good', 'bad', 'fine']) await send(queue.url, body);
    await map(name, queue.arn, { BatchSize: 10, FunctionResponseTypes: ['ReportBatchItemFailures'] });
    await logged(name, 'done');
    expect(await eventually(async () => (await left(queue.url)) === 1)).toBe(true);
  });

  test('brings a failed batch back, and to the dead letter queue in the end', async () => {
    const dead = await aQueue();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 });
    const queue = await aQueue({ VisibilityTimeout: '1', RedrivePolicy });
    const name = await given.aFunction(SHOWS, { Timeout: 1 });
    await map(name, queue.arn, { BatchSize: 1 });
    await send(queue.url, 'all bad');
    expect(await eventually(async () => (await left(dead.url)) === 1, 10_000)).toBe(true);
    expect((await given.logOf(name)).split('["all bad"]')).toHaveLength(3);
  });

  test('finishes a batch on the version that it was handed to, and sends the next to the new one', async () => {
    const queue = await aQueue();
    const name = await given.aFunction(SHOWS);
    await given.world.call('lambda', 'PublishVersion', { FunctionName: name });
    await given.world.call('lambda', 'UpdateFunctionConfiguration', { FunctionName: name, Description: 'two' });
    await eventually(() => given.world.call('lambda', 'PublishVersion', { FunctionName: name }).catch(() => undefined));
    const UUID = await map(`${name}:1`, queue.arn, { BatchSize: 1 });
    await send(queue.url, 'slow');
    await logged(name, 'batch 1 ["slow"]');
    await given.world.call('lambda', 'UpdateEventSourceMapping', { UUID, FunctionName: `${name}:2` });
    await eventually(async () => {
      const { State } = (await given.world.call('lambda', 'GetEventSourceMapping', { UUID })) as { State: string };
      return State === 'Enabled';
    });
    await send(queue.url, 'after');
    await logged(name, 'batch 2 ["after"]');
    expect(await logged(name, 'done 1')).toBe(true);
  });

  test('stops when it is disabled', async () => {
    const queue = await aQueue();
    const name = await given.aFunction(SHOWS);
    const UUID = await map(name, queue.arn, { BatchSize: 1 });
    await send(queue.url, 'one');
    await logged(name, '["one"]');
    await given.world.call('lambda', 'UpdateEventSourceMapping', { UUID, Enabled: false });
    await eventually(async () => {
      const { State } = (await given.world.call('lambda', 'GetEventSourceMapping', { UUID })) as { State: string };
      return State === 'Disabled';
    });
    await send(queue.url, 'two');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await given.logOf(name)).not.toContain('["two"]');
    expect(await left(queue.url)).toBe(1);
  });
});
