import { stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { invalidParameter, subscriptionNotFound, topicNotFound } from './sns-error.ts';
import { subscriptions, topics, type SubscriptionRow, type TopicRow } from './topic-rows.ts';

export function findTopic(world: World, params: Params, member = 'TopicArn'): TopicRow {
  const arn = stringOf(params, member);
  if (!arn?.startsWith('arn:')) throw invalidParameter('TopicArn');
  const topic = topics(world).get(arn);
  if (!topic) throw topicNotFound();
  return topic;
}

export function findSubscription(world: World, params: Params): SubscriptionRow {
  const subscription = subscriptions(world).get(stringOf(params, 'SubscriptionArn') ?? '');
  if (!subscription) throw subscriptionNotFound();
  return subscription;
}

export function subscriptionsOf(world: World, topicArn: string): SubscriptionRow[] {
  return subscriptions(world)
    .values()
    .filter((subscription) => subscription.topicArn === topicArn);
}
