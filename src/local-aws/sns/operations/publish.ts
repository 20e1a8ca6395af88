import { notImplemented } from '../../kernel/aws-error.ts';
import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { deliverMessage } from '../deliver-message.ts';
import { findTopic } from '../find.ts';
import { readMessage } from '../message.ts';
import { invalidParameter } from '../sns-error.ts';

export const publish: Operation = {
  name: 'Publish',
  writes: true,
  handle: (params, world) => {
    if (stringOf(params, 'PhoneNumber') !== undefined) throw notImplemented('sns', 'Publish to a phone number');
    const message = readMessage(params);
    const topic = findTopic(world, params, stringOf(params, 'TopicArn') === undefined ? 'TargetArn' : 'TopicArn');
    if (topic.name.endsWith('.fifo') && message.groupId === undefined) {
      throw invalidParameter('The MessageGroupId parameter is required for FIFO topics');
    }
    deliverMessage(world, topic, message);
    return { body: { MessageId: message.id } };
  },
};
