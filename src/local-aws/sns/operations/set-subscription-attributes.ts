import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findSubscription } from '../find.ts';
import { checkSubscriptionAttribute } from '../subscription-attributes.ts';
import { subscriptions } from '../topic-rows.ts';

/** An empty value takes the attribute away. */
export const setSubscriptionAttributes: Operation = {
  name: 'SetSubscriptionAttributes',
  writes: true,
  handle: (params, world) => {
    const row = findSubscription(world, params);
    const name = stringOf(params, 'AttributeName') ?? '';
    const value = stringOf(params, 'AttributeValue') ?? '';
    checkSubscriptionAttribute(name, value);
    const { [name]: _, ...others } = row.attributes;
    subscriptions(world).set(row.arn, { ...row, attributes: value === '' ? others : { ...others, [name]: value } });
    return {};
  },
};
