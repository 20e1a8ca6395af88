import { listOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findTopic } from '../find.ts';
import { topics } from '../topic-rows.ts';

export const untagResource: Operation = {
  name: 'UntagResource',
  writes: true,
  handle: (params, world) => {
    const topic = findTopic(world, params, 'ResourceArn');
    const gone = listOf(params, 'TagKeys');
    const tags = Object.fromEntries(Object.entries(topic.tags).filter(([key]) => !gone.includes(key)));
    topics(world).set(topic.arn, { ...topic, tags });
    return { body: {} };
  },
};
