import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { tagsIn, textMapOf } from '../members.ts';
import { invalidParameter } from '../sns-error.ts';
import { isTopicAttribute } from '../topic-attributes.ts';
import { topicArn, topics } from '../topic-rows.ts';

/** Creating a topic again answers the one that is there; other attributes are refused. */
export const createTopic: Operation = {
  name: 'CreateTopic',
  writes: true,
  handle: (params, world) => {
    const name = stringOf(params, 'Name') ?? '';
    if (!/^[A-Za-z0-9_-]{1,256}(\.fifo)?$/.test(name)) throw invalidParameter('Topic Name');
    const attributes = textMapOf(params, 'Attributes');
    const unknown = Object.keys(attributes).find((each) => !isTopicAttribute(each));
    if (unknown !== undefined) throw invalidParameter(`Attributes Reason: Unknown attribute ${unknown}`);
    if ((attributes['FifoTopic'] === 'true') !== name.endsWith('.fifo')) throw invalidParameter('Topic Name');
    const arn = topicArn(world, name);
    const existing = topics(world).get(arn);
    const isOther = Object.entries(attributes).some(([key, value]) => existing && existing.attributes[key] !== value);
    if (isOther) throw invalidParameter('Attributes Reason: Topic already exists with different attributes');
    if (!existing) topics(world).set(arn, { arn, name, attributes, tags: tagsIn(params) });
    return { body: { TopicArn: arn } };
  },
};
