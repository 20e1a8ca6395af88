import { createHash } from 'node:crypto';
import type { World } from '../kernel/world.ts';
import type { Message } from './message.ts';
import type { SubscriptionRow, TopicRow } from './topic-rows.ts';

/** The JSON that a queue gets without raw delivery. The signature is none that could be checked. */
export function notification(
  world: World,
  topic: TopicRow,
  subscription: SubscriptionRow,
  message: Message,
): Record<string, unknown> {
  return {
    Type: 'Notification',
    MessageId: message.id,
    TopicArn: topic.arn,
    ...(message.subject !== undefined && { Subject: message.subject }),
    Message: message.text,
    Timestamp: new Date(world.clock.now()).toISOString(),
    SignatureVersion: '1',
    Signature: signatureOf(message),
    SigningCertURL: `${world.config.endpoint}/SimpleNotificationService.pem`,
    UnsubscribeURL: `${world.config.endpoint}/?Action=Unsubscribe&SubscriptionArn=${subscription.arn}`,
    ...(Object.keys(message.attributes).length > 0 && { MessageAttributes: shownAttributes(message) }),
  };
}

/** The event of a function: the same, spelt a little differently, and with a null subject. */
export function lambdaEvent(world: World, topic: TopicRow, subscription: SubscriptionRow, message: Message): unknown {
  const { SigningCertURL, UnsubscribeURL, ...rest } = notification(world, topic, subscription, message);
  const Sns = {
    ...rest,
    Subject: message.subject ?? null,
    SigningCertUrl: SigningCertURL,
    UnsubscribeUrl: UnsubscribeURL,
    MessageAttributes: shownAttributes(message),
  };
  return { Records: [{ EventVersion: '1.0', EventSubscriptionArn: subscription.arn, EventSource: 'aws:sns', Sns }] };
}

function shownAttributes({ attributes }: Message): Record<string, { Type: string; Value: string | undefined }> {
  const entries = Object.entries(attributes).map(
    ([name, { DataType, StringValue, BinaryValue }]): [string, { Type: string; Value: string | undefined }] => [
      name,
      { Type: DataType, Value: StringValue ?? BinaryValue },
    ],
  );
  return Object.fromEntries(entries);
}

function signatureOf({ id, text }: Message): string {
  return createHash('sha256').update(`${id} ${text}`).digest('base64');
}
