import { GetSubscriptionAttributesCommand, SetSubscriptionAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import type { TopicCalls } from '../release/cloud.ts';
import { absentAs } from './absent-as.ts';
import type { Connection } from './connection.ts';
import { supervise } from './supervise.ts';

export function makeTopicCalls({ clientConfig, supervision, inTurn }: Connection): TopicCalls {
  const client = supervise(new SNSClient(clientConfig), 'SNS', supervision);
  return {
    readSubscription: (arn) =>
      absentAs(undefined, ['NotFound', 'NotFoundException'], async () => {
        const { Attributes = {} } = await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: arn }));
        const filter = JSON.parse(Attributes['FilterPolicy'] ?? '{}') as Record<string, unknown>;
        return {
          arn,
          // An empty one lets everything through: so SNS takes a filter away.
          ...(Object.keys(filter).length > 0 && { filter }),
          filterScope: Attributes['FilterPolicyScope'] === 'MessageBody' ? 'body' : 'attributes',
        };
      }),
    setSubscriptionAttribute: (arn, AttributeName, AttributeValue) =>
      inTurn(`subscription ${arn}`, async () => {
        const request = { SubscriptionArn: arn, AttributeName, AttributeValue };
        await client.send(new SetSubscriptionAttributesCommand(request));
      }),
  };
}
