import { randomUUID } from 'node:crypto';
import { notImplemented } from '../../kernel/aws-error.ts';
import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findTopic, subscriptionsOf } from '../find.ts';
import { textMapOf } from '../members.ts';
import { invalidParameter } from '../sns-error.ts';
import { checkSubscriptionAttribute } from '../subscription-attributes.ts';
import { subscriptions } from '../topic-rows.ts';

/** The same endpoint again is the same subscription; with other attributes it is refused. */
export const subscribe: Operation = {
  name: 'Subscribe',
  writes: true,
  handle: (params, world) => {
    const topic = findTopic(world, params);
    const protocol = stringOf(params, 'Protocol') ?? '';
    const endpoint = stringOf(params, 'Endpoint') ?? '';
    if (protocol !== 'lambda' && protocol !== 'sqs') throw notImplemented('sns', `subscriptions by ${protocol}`);
    if (!endpoint.startsWith(`arn:aws:${protocol}:`))
      throw invalidParameter(`${protocol === 'sqs' ? 'SQS' : 'Lambda'} endpoint ARN`);
    const attributes = textMapOf(params, 'Attributes');
    for (const [name, value] of Object.entries(attributes)) checkSubscriptionAttribute(name, value);
    const existing = subscriptionsOf(world, topic.arn).find(
      (row) => row.protocol === protocol && row.endpoint === endpoint,
    );
    if (existing && Object.entries(attributes).some(([name, value]) => existing.attributes[name] !== value)) {
      throw invalidParameter('Attributes Reason: Subscription already exists with different attributes');
    }
    const arn = existing?.arn ?? `${topic.arn}:${randomUUID()}`;
    if (!existing) subscriptions(world).set(arn, { arn, topicArn: topic.arn, protocol, endpoint, attributes });
    return { body: { SubscriptionArn: arn } };
  },
};
