import type { Operation } from '../../kernel/operation.ts';
import { findTopic } from '../find.ts';
import { tagsIn } from '../members.ts';
import { topics } from '../topic-rows.ts';

export const tagResource: Operation = {
  name: 'TagResource',
  writes: true,
  handle: (params, world) => {
    const topic = findTopic(world, params, 'ResourceArn');
    topics(world).set(topic.arn, { ...topic, tags: { ...topic.tags, ...tagsIn(params) } });
    return { body: {} };
  },
};
