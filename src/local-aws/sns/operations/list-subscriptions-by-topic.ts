import type { Operation } from '../../kernel/operation.ts';
import { findTopic, subscriptionsOf } from '../find.ts';
import { pageOf } from '../page.ts';
import { summarize } from './list-subscriptions.ts';

export const listSubscriptionsByTopic: Operation = {
  name: 'ListSubscriptionsByTopic',
  writes: false,
  handle: (params, world) => {
    const { items, NextToken } = pageOf(subscriptionsOf(world, findTopic(world, params).arn), params);
    return { body: { Subscriptions: items.map((row) => summarize(world, row)), ...(NextToken && { NextToken }) } };
  },
};
