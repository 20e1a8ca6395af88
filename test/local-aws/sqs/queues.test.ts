import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

let aws: StartedLocalAws;
let sqs: SQSClient;

beforeAll(async () => {
  aws = await startLocalAws();
  // The client checks MD5 digests of bodies itself.
  sqs = new SQSClient(aws.clientConfig);
});
afterAll(() => aws.stop());

async function create(QueueName: string, Attributes: Record<string, string> = {}): Promise<string> {
  return (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl as string;
}
const send = (QueueUrl: string, MessageBody: string, more: object = {}) =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
async function receive(QueueUrl: string, more: object = {}): Promise<Message[]> {
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more }));
  return Messages ?? [];
}
async function arnOf(QueueUrl: string): Promise<string> {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  return Attributes?.['QueueArn'] as string;
}

test('a message is received with its attributes and is gone once deleted', async () => {
  const url = await create('simple');
  const sent = await send(url, 'hello', {
    MessageAttributes: {
      kind: { DataType: 'String', StringValue: 'greeting' },
      raw: { DataType: 'Binary', BinaryValue: Buffer.from([1, 2]) },
    },
  });
  expect(sent.MD5OfMessageBody).toBe(createHash('md5').update('hello').digest('hex'));
  const [message] = await receive(url, { MessageSystemAttributeNames: ['All'], MessageAttributeNames: ['All'] });
  expect(message).toMatchObject({
    MessageId: sent.MessageId,
    Body: 'hello',
    MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
  });
  expect(message?.Attributes).toMatchObject({ ApproximateReceiveCount: '1' });
  expect(message?.MessageAttributes?.['kind']).toEqual({ DataType: 'String', StringValue: 'greeting' });
  expect([...(message?.MessageAttributes?.['raw']?.BinaryValue ?? [])]).toEqual([1, 2]);
  await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message?.ReceiptHandle }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
  expect(Attributes).toMatchObject({ ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '0' });
});

test('a message in flight is hidden until its visibility ends', async () => {
  const url = await create('visibility');
  await send(url, 'once');
  const [first] = await receive(url);
  expect(await receive(url)).toEqual([]);
  await sqs.send(
    new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 }),
  );
  const [second] = await receive(url, { MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
  expect(second?.Attributes?.ApproximateReceiveCount).toBe('2');
  await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: first?.ReceiptHandle }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessagesNotVisible'] }),
  );
  expect(Attributes).toEqual({ ApproximateNumberOfMessagesNotVisible: '1' });
});

test('long polling ends with the message that comes', async () => {
  const url = await create('polling');
  const waiting = receive(url, { WaitTimeSeconds: 5 });
  await send(url, 'late');
  expect((await waiting).map(({ Body }) => Body)).toEqual(['late']);
});

test('a message that is received too often goes to the dead-letter queue', async () => {
  const dead = await create('dead');
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: await arnOf(dead), maxReceiveCount: 1 });
  const url = await create('risky', { RedrivePolicy, VisibilityTimeout: '0' });
  await send(url, 'poison');
  expect(await receive(url)).toHaveLength(1);
  expect(await receive(url)).toEqual([]);
  const [buried] = await receive(dead, { MessageSystemAttributeNames: ['DeadLetterQueueSourceArn'] });
  expect(buried).toMatchObject({ Body: 'poison', Attributes: { DeadLetterQueueSourceArn: await arnOf(url) } });
  const sources = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead }));
  expect(sources.queueUrls).toEqual([url]);
});

test('a FIFO queue keeps the order of a group and drops duplicates', async () => {
  const url = await create('orders.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
  const first = await send(url, '1', { MessageGroupId: 'a' });
  const again = await send(url, '1', { MessageGroupId: 'a' });
  expect(again.MessageId).toBe(first.MessageId);
  await send(url, '2', { MessageGroupId: 'a' });
  await send(url, '3', { MessageGroupId: 'b' });
  expect((await receive(url, { MaxNumberOfMessages: 1 })).map(({ Body }) => Body)).toEqual(['1']);
  // The rest of group a waits for its first message; group b does not.
  expect((await receive(url)).map(({ Body }) => Body)).toEqual(['3']);
});

test('batches answer for each entry, and refuse what concerns all', async () => {
  const url = await create('batches');
  const sent = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: url,
      Entries: [
        { Id: 'good', MessageBody: 'x' },
        { Id: 'bad', MessageBody: 'y', DelaySeconds: 901 },
      ],
    }),
  );
  expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['good']);
  expect(sent.Failed).toEqual([
    expect.objectContaining({ Id: 'bad', Code: 'InvalidParameterValue', SenderFault: true }),
  ]);
  const [message] = await receive(url);
  const deleted = await sqs.send(
    new DeleteMessageBatchCommand({ QueueUrl: url, Entries: [{ Id: 'a', ReceiptHandle: message?.ReceiptHandle }] }),
  );
  expect(deleted.Successful).toEqual([{ Id: 'a' }]);
  const twice = { Id: 'a', MessageBody: 'x' };
  await expect(sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: [twice, twice] }))).rejects.toMatchObject(
    {
      name: 'BatchEntryIdsNotDistinct',
      message: 'Id a repeated.',
    },
  );
});

test('what is wrong is told in the words of SQS', async () => {
  const url = await create('strict');
  await expect(sqs.send(new GetQueueUrlCommand({ QueueName: 'none' }))).rejects.toMatchObject({
    name: 'QueueDoesNotExist',
    message: 'The specified queue does not exist.',
  });
  await expect(create('strict', { VisibilityTimeout: '7' })).rejects.toThrow(
    'A queue already exists with the same name and a different value for attribute VisibilityTimeout',
  );
  await expect(create('wrong', { VisibilityTimeout: '-1' })).rejects.toThrow(
    'Invalid value for the parameter VisibilityTimeout.',
  );
  await expect(create('wrong', { Nope: '1' })).rejects.toThrow('Unknown Attribute Nope.');
  await expect(receive(url, { MaxNumberOfMessages: 11 })).rejects.toThrow(
    'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
  );
  await expect(sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: 'x' }))).rejects.toMatchObject({
    name: 'ReceiptHandleIsInvalid',
  });
});

test('queues are listed by prefix and page, and purged', async () => {
  for (const name of ['list-a', 'list-b', 'list-c']) await create(name);
  const first = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'list-', MaxResults: 2 }));
  expect(first.QueueUrls).toHaveLength(2);
  const rest = await sqs.send(
    new ListQueuesCommand({ QueueNamePrefix: 'list-', MaxResults: 2, NextToken: first.NextToken }),
  );
  expect(rest.QueueUrls?.[0]).toMatch(/list-c$/);
  const url = rest.QueueUrls?.[0] as string;
  await send(url, 'x');
  await sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
  expect(await receive(url)).toEqual([]);
  await sqs.send(new DeleteQueueCommand({ QueueUrl: url }));
  await expect(receive(url)).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
});

const depth = (): number | undefined => {
  const found = aws.world.metrics
    .series()
    .find(
      ({ metric, dimensions }) =>
        metric === 'ApproximateNumberOfMessagesVisible' && dimensions['QueueName'] === 'measured',
    );
  return [...(found?.buckets.values() ?? [])].at(-1)?.maximum;
};

test('the depth of a queue is a metric while it is not empty', async () => {
  const url = await create('measured');
  await send(url, 'waiting');
  while (depth() === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(depth()).toBe(1);
});

test('messages survive a restart', async () => {
  const before = await startLocalAws({ dir: `${aws.dir}-restart` });
  const client = new SQSClient(before.clientConfig);
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: 'lasting' }));
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'still here' }));
  await client.send(new ReceiveMessageCommand({ QueueUrl }));
  await before.stop();
  const after = await startLocalAws({ dir: `${aws.dir}-restart` });
  const again = new SQSClient(after.clientConfig);
  const found = await again.send(new GetQueueUrlCommand({ QueueName: 'lasting' }));
  const { Messages } = await again.send(new ReceiveMessageCommand({ QueueUrl: found.QueueUrl }));
  expect(Messages?.map(({ Body }) => Body)).toEqual(['still here']);
  await after.stop();
  rmSync(after.dir, { recursive: true, force: true });
});
