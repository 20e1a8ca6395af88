import type { Operation } from '../../kernel/operation.ts';
import { entries } from '../../server/xml.ts';
import { findSubscription } from '../find.ts';

export const getSubscriptionAttributes: Operation = {
  name: 'GetSubscriptionAttributes',
  writes: false,
  handle: (params, world) => {
    const row = findSubscription(world, params);
    const Attributes = entries({
      RawMessageDelivery: 'false',
      ...row.attributes,
      SubscriptionArn: row.arn,
      TopicArn: row.topicArn,
      Protocol: row.protocol,
      Endpoint: row.endpoint,
      Owner: world.config.accountId,
      PendingConfirmation: 'false',
      ConfirmationWasAuthenticated: 'true',
    });
    return { body: { Attributes } };
  },
};
