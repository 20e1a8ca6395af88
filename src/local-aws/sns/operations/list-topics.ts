import type { Operation } from '../../kernel/operation.ts';
import { pageOf } from '../page.ts';
import { topics } from '../topic-rows.ts';

export const listTopics: Operation = {
  name: 'ListTopics',
  writes: false,
  handle: (params, world) => {
    const { items, NextToken } = pageOf(topics(world).values(), params);
    return { body: { Topics: items.map(({ arn }) => ({ TopicArn: arn })), ...(NextToken && { NextToken }) } };
  },
};
