import { parseFunctionName } from '../kernel/arn.ts';
import { AwsError } from '../kernel/aws-error.ts';
import type { World } from '../kernel/world.ts';
import { resourceAllows } from '../iam/resource-allows.ts';
import { isInvokeAllowed } from '../lambda/is-invoke-allowed.ts';
import { findQueueByArn } from '../sqs/find-queue.ts';
import { queueUrl } from '../sqs/queue-rows.ts';
import { isWanted } from './filter.ts';
import { lambdaEvent, notification } from './envelope.ts';
import type { Message } from './message.ts';
import { subscriptionsOf } from './find.ts';
import type { SubscriptionRow, TopicRow } from './topic-rows.ts';

const PRINCIPAL = 'sns.amazonaws.com';

/** Sends a message to every subscription that wants it, in the background. */
export function deliverMessage(world: World, topic: TopicRow, message: Message): void {
  count(world, topic, 'NumberOfMessagesPublished');
  for (const subscription of subscriptionsOf(world, topic.arn)) {
    if (isWanted(subscription, message)) void deliverTo(world, topic, subscription, message);
    else count(world, topic, 'NumberOfNotificationsFilteredOut');
  }
}

function count(world: World, topic: TopicRow, metric: string): void {
  world.metrics.record('AWS/SNS', metric, { TopicName: topic.name }, 1, 'Count');
}

/** What cannot be delivered goes to the subscription's dead-letter queue, or nowhere. */
async function deliverTo(
  world: World,
  topic: TopicRow,
  subscription: SubscriptionRow,
  message: Message,
): Promise<void> {
  const text = message.texts?.[subscription.protocol] ?? message.text;
  const own = { ...message, text };
  try {
    if (subscription.protocol === 'lambda') await toFunction(world, topic, subscription, own);
    else await toQueue(world, topic, subscription, own);
    count(world, topic, 'NumberOfNotificationsDelivered');
  } catch (error) {
    count(world, topic, 'NumberOfNotificationsFailed');
    if (!(error instanceof AwsError)) throw error;
    await bury(world, topic, subscription, own);
  }
}

async function toFunction(
  world: World,
  topic: TopicRow,
  subscription: SubscriptionRow,
  message: Message,
): Promise<void> {
  const functionName = subscription.endpoint;
  const { qualifier } = parseFunctionName(functionName);
  const source = { principal: PRINCIPAL, sourceArn: topic.arn, sourceAccount: world.config.accountId };
  if (!isInvokeAllowed(world, { functionName, ...(qualifier !== undefined && { qualifier }), ...source }))
    throw denied();
  const payload = Buffer.from(JSON.stringify(lambdaEvent(world, topic, subscription, message)));
  await world.invoker.invoke({ functionName, payload, type: 'Event', source: PRINCIPAL });
}

async function toQueue(world: World, topic: TopicRow, subscription: SubscriptionRow, message: Message): Promise<void> {
  const queue = findQueueByArn(world, subscription.endpoint);
  const request = { service: PRINCIPAL, action: 'sqs:SendMessage', resourceArn: subscription.endpoint };
  const source = { sourceArn: topic.arn, accountId: world.config.accountId };
  if (!queue || !resourceAllows(queue.attributes['Policy'], { ...request, ...source })) throw denied();
  const isRaw = subscription.attributes['RawMessageDelivery'] === 'true';
  await world.call('sqs', 'SendMessage', {
    QueueUrl: queueUrl(world, queue.name),
    MessageBody: isRaw ? message.text : JSON.stringify(notification(world, topic, subscription, message)),
    ...(isRaw && { MessageAttributes: message.attributes }),
    ...(message.groupId !== undefined && { MessageGroupId: message.groupId }),
    ...(message.deduplicationId !== undefined && { MessageDeduplicationId: message.deduplicationId }),
  });
}

function denied(): AwsError {
  return new AwsError('AccessDeniedException', 403, 'The subscription endpoint does not let the topic in.');
}

async function bury(world: World, topic: TopicRow, subscription: SubscriptionRow, message: Message): Promise<void> {
  const policy = subscription.attributes['RedrivePolicy'];
  const target = policy && (JSON.parse(policy) as { deadLetterTargetArn?: string }).deadLetterTargetArn;
  const queue = target ? findQueueByArn(world, target) : undefined;
  if (!queue) return;
  await world.call('sqs', 'SendMessage', {
    QueueUrl: queueUrl(world, queue.name),
    MessageBody: JSON.stringify(notification(world, topic, subscription, message)),
  });
}
