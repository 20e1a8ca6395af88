import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  PublishBatchCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
  type PublishCommandInput,
} from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

let aws: StartedLocalAws;
let sns: SNSClient;
let sqs: SQSClient;

beforeAll(async () => {
  aws = await startLocalAws();
  sns = new SNSClient(aws.clientConfig);
  sqs = new SQSClient(aws.clientConfig);
});
afterAll(() => aws.stop());

const topicArn = (name: string): string => `arn:aws:sns:us-east-1:123456789012:${name}`;

/** A topic with a queue that lets it in. */
async function connect(
  name: string,
  Attributes: Record<string, string>,
): Promise<{ queue: string; subscription: string }> {
  await sns.send(new CreateTopicCommand({ Name: name, Tags: [{ Key: 'a', Value: 'b' }] }));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const Condition = { ArnEquals: { 'aws:SourceArn': topicArn(name) } };
  const Statement = [
    {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: '*',
      Condition,
    },
  ];
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: JSON.stringify({ Statement }) } }));
  const Endpoint = `arn:aws:sqs:us-east-1:123456789012:${name}`;
  const { SubscriptionArn } = await sns.send(
    new SubscribeCommand({ TopicArn: topicArn(name), Protocol: 'sqs', Endpoint, Attributes }),
  );
  return { queue: QueueUrl as string, subscription: SubscriptionArn as string };
}

const publish = (name: string, Message: string, more: Partial<PublishCommandInput> = {}) =>
  sns.send(new PublishCommand({ TopicArn: topicArn(name), Message, ...more }));

async function bodies(QueueUrl: string): Promise<(string | undefined)[]> {
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1, MaxNumberOfMessages: 10 }),
  );
  return (Messages ?? []).map(({ Body }) => Body);
}

test('a queue gets the notification, or the message itself with raw delivery', async () => {
  const wrapped = await connect('wrapped', {});
  const { MessageId } = await publish('wrapped', 'hello', { Subject: 'hi' });
  const [body] = await bodies(wrapped.queue);
  expect(JSON.parse(body as string)).toMatchObject({
    Type: 'Notification',
    MessageId,
    TopicArn: topicArn('wrapped'),
    Subject: 'hi',
    Message: 'hello',
  });
  const raw = await connect('raw', { RawMessageDelivery: 'true' });
  await publish('raw', 'plain');
  expect(await bodies(raw.queue)).toEqual(['plain']);
});

const attributes = (kind: string, total: string) => ({
  MessageAttributes: {
    kind: { DataType: 'String', StringValue: kind },
    total: { DataType: 'Number', StringValue: total },
  },
});

test('a filter policy lets through what it matches, by attributes or by the body', async () => {
  const { queue, subscription } = await connect('filtered', {
    RawMessageDelivery: 'true',
    FilterPolicy: '{"kind":["order"],"total":[{"numeric":[">",10]}]}',
  });
  await publish('filtered', 'small', attributes('order', '5'));
  await publish('filtered', 'big', attributes('order', '50'));
  expect(await bodies(queue)).toEqual(['big']);
  for (const [AttributeName, AttributeValue] of [
    ['FilterPolicyScope', 'MessageBody'],
    ['FilterPolicy', '{"kind":["bill"]}'],
  ]) {
    await sns.send(
      new SetSubscriptionAttributesCommand({ SubscriptionArn: subscription, AttributeName, AttributeValue }),
    );
  }
  await publish('filtered', '{"kind":"order"}');
  await publish('filtered', '{"kind":"bill"}');
  expect(await bodies(queue)).toEqual(['{"kind":"bill"}']);
});

test('batches, structures by protocol, and what is wrong with them', async () => {
  const { queue } = await connect('several', { RawMessageDelivery: 'true' });
  await publish('several', '{"default":"d","sqs":"for queues"}', { MessageStructure: 'json' });
  const { Successful, Failed } = await sns.send(
    new PublishBatchCommand({
      TopicArn: topicArn('several'),
      PublishBatchRequestEntries: [
        { Id: '1', Message: 'one' },
        { Id: '2', Message: '' },
      ],
    }),
  );
  expect([Successful?.map(({ Id }) => Id), Failed?.map(({ Code }) => Code)]).toEqual([['1'], ['InvalidParameter']]);
  expect(new Set(await bodies(queue))).toEqual(new Set(['for queues', 'one']));
  await expect(publish('none', 'x')).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Topic does not exist',
  });
});

test('topics and subscriptions are described, the same again is the same, and all go together', async () => {
  const { subscription } = await connect('known', {});
  const again = await connect('known', {});
  expect(again.subscription).toBe(subscription);
  const TopicArn = topicArn('known');
  const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
  expect(Attributes).toMatchObject({ TopicArn, Owner: '123456789012', SubscriptionsConfirmed: '1' });
  const shown = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: subscription }));
  expect(shown.Attributes).toMatchObject({
    Protocol: 'sqs',
    RawMessageDelivery: 'false',
    PendingConfirmation: 'false',
  });
  const { Tags } = await sns.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }));
  expect(Tags).toEqual([{ Key: 'a', Value: 'b' }]);
  await sns.send(new DeleteTopicCommand({ TopicArn }));
  await expect(sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).rejects.toMatchObject({
    name: 'NotFoundException',
  });
});

test('an attribute that topics do not have is refused', async () => {
  const create = sns.send(new CreateTopicCommand({ Name: 'odd', Attributes: { Nope: 'x' } }));
  await expect(create).rejects.toThrow('Invalid parameter: Attributes Reason: Unknown attribute Nope');
});

test('a policy of a queue that is no JSON is refused', async () => {
  const create = sqs.send(new CreateQueueCommand({ QueueName: 'odd', Attributes: { Policy: 'no' } }));
  await expect(create).rejects.toMatchObject({ name: 'InvalidAttributeValue' });
});
