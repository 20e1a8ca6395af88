import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { subscriptions } from '../topic-rows.ts';

/** One that does not exist is no error. */
export const unsubscribe: Operation = {
  name: 'Unsubscribe',
  writes: true,
  handle: (params, world) => {
    subscriptions(world).delete(stringOf(params, 'SubscriptionArn') ?? '');
    return {};
  },
};
