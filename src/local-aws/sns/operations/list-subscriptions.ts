import type { Operation } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { pageOf } from '../page.ts';
import { subscriptions, type SubscriptionRow } from '../topic-rows.ts';

export const listSubscriptions: Operation = {
  name: 'ListSubscriptions',
  writes: false,
  handle: (params, world) => {
    const { items, NextToken } = pageOf(subscriptions(world).values(), params);
    return { body: { Subscriptions: items.map((row) => summarize(world, row)), ...(NextToken && { NextToken }) } };
  },
};

export function summarize({ config }: World, row: SubscriptionRow): unknown {
  return {
    SubscriptionArn: row.arn,
    Owner: config.accountId,
    Protocol: row.protocol,
    Endpoint: row.endpoint,
    TopicArn: row.topicArn,
  };
}
