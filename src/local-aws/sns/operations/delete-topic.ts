import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { subscriptionsOf } from '../find.ts';
import { subscriptions, topics } from '../topic-rows.ts';

/** With its subscriptions; one that does not exist is no error. */
export const deleteTopic: Operation = {
  name: 'DeleteTopic',
  writes: true,
  handle: (params, world) => {
    const arn = stringOf(params, 'TopicArn') ?? '';
    for (const subscription of subscriptionsOf(world, arn)) subscriptions(world).delete(subscription.arn);
    topics(world).delete(arn);
    return {};
  },
};
