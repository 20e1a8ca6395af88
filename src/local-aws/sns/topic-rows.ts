import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';

export interface TopicRow {
  readonly arn: string;
  readonly name: string;
  /** Settable attributes, as text, in AWS's names. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface SubscriptionRow {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: 'lambda' | 'sqs';
  readonly endpoint: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export function topics(world: World): Table<TopicRow> {
  return world.store.table<TopicRow>('sns.topic');
}

export function subscriptions(world: World): Table<SubscriptionRow> {
  return world.store.table<SubscriptionRow>('sns.subscription');
}

export function topicArn(world: World, name: string): string {
  return `arn:aws:sns:${world.config.region}:${world.config.accountId}:${name}`;
}

/** The policy that somebody set; the default one lets only the owner's account publish. */
export function topicPolicy(world: World, arn: string): string | undefined {
  return topics(world).get(arn)?.attributes['Policy'];
}
