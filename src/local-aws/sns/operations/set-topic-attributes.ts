import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findTopic } from '../find.ts';
import { invalidParameter } from '../sns-error.ts';
import { SETTABLE } from '../topic-attributes.ts';
import { topics } from '../topic-rows.ts';

export const setTopicAttributes: Operation = {
  name: 'SetTopicAttributes',
  writes: true,
  handle: (params, world) => {
    const topic = findTopic(world, params);
    const name = stringOf(params, 'AttributeName') ?? '';
    if (!SETTABLE.test(name)) throw invalidParameter('AttributeName');
    const { [name]: _, ...others } = topic.attributes;
    const value = stringOf(params, 'AttributeValue') ?? '';
    topics(world).set(topic.arn, { ...topic, attributes: value === '' ? others : { ...others, [name]: value } });
    return {};
  },
};
