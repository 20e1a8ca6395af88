import type { Operation } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { entries } from '../../server/xml.ts';
import { findTopic, subscriptionsOf } from '../find.ts';
import type { TopicRow } from '../topic-rows.ts';

export const getTopicAttributes: Operation = {
  name: 'GetTopicAttributes',
  writes: false,
  handle: (params, world) => ({ body: { Attributes: entries(allAttributes(world, findTopic(world, params))) } }),
};

function allAttributes(world: World, topic: TopicRow): Record<string, string> {
  return {
    Policy: defaultPolicy(world, topic),
    ...topic.attributes,
    Owner: world.config.accountId,
    TopicArn: topic.arn,
    DisplayName: topic.attributes['DisplayName'] ?? '',
    SubscriptionsPending: '0',
    SubscriptionsConfirmed: String(subscriptionsOf(world, topic.arn).length),
    SubscriptionsDeleted: '0',
    EffectiveDeliveryPolicy:
      '{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},"disableSubscriptionOverrides":false}}',
  };
}

/** Lets the owner's account in, and no service. */
function defaultPolicy({ config }: World, { arn }: TopicRow): string {
  const statement = {
    Sid: '__default_statement_ID',
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: ['SNS:Publish', 'SNS:Subscribe', 'SNS:GetTopicAttributes', 'SNS:SetTopicAttributes', 'SNS:DeleteTopic'],
    Resource: arn,
    Condition: { StringEquals: { 'AWS:SourceOwner': config.accountId } },
  };
  return JSON.stringify({ Version: '2008-10-17', Id: '__default_policy_ID', Statement: [statement] });
}
