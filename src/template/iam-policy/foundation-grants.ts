import type { Service } from '../../model/service.ts';
import { renderFoundation } from '../render-foundation.ts';
import { apiArn } from './gateway-grants.ts';
import { arnIn, globalArn, type Grant, type PolicyPlace } from './grant.ts';

interface TypeGrant {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: (place: PolicyPlace) => readonly string[];
}

/**
 * CloudFormation works with the rights of who calls it. What it may do for each type of resource, and only when it is
 * CloudFormation that does it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
 */
export function foundationGrants(service: Service, place: PolicyPlace): readonly Grant[] {
  const { Resources } = renderFoundation(service, { needsBucket: true });
  const types = [...new Set(Object.values(Resources).map(({ Type }) => Type))].toSorted();
  return types.flatMap((type) => {
    const known = byType[type];
    if (!known) return [];
    return [
      {
        sid: known.sid,
        for: ['deploy' as const, 'prune' as const, 'destroy' as const],
        actions: known.actions,
        resources: known.resources(place),
        condition: { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'cloudformation.amazonaws.com' } },
      },
    ];
  });
}

/** Types among the service's own resources for which nothing is known: who deploys them needs more than is printed. */
export function unknownTypes(service: Service): readonly string[] {
  const { Resources } = renderFoundation(service, { needsBucket: true });
  return [...new Set(Object.values(Resources).map(({ Type }) => Type))].filter((type) => !byType[type]).toSorted();
}

const verbs = (service: string, names: string): readonly string[] =>
  names.split(' ').map((name) => `${service}:${name}`);

// What CloudFormation's handlers of each type ask for: `handlers` in the type's schema.
// https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html#schema-properties-handlers
const byType: Readonly<Record<string, TypeGrant>> = {
  'AWS::ApiGatewayV2::Api': {
    sid: 'StackApi',
    actions: verbs('apigateway', 'DELETE GET PATCH POST PUT TagResource UntagResource'),
    resources: (place) => {
      const made = apiArn({ ...place, apiId: '*' });
      return [made.slice(0, -2), made, `arn:${place.partition}:apigateway:${place.region}::/tags/*`];
    },
  },
  'AWS::IAM::Role': {
    sid: 'StackRoles',
    actions: verbs(
      'iam',
      'AttachRolePolicy CreateRole DeleteRole DeleteRolePolicy DetachRolePolicy GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies PutRolePolicy TagRole UntagRole UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription',
    ),
    resources: (place) => [globalArn(place, 'iam', `role/${place.madeUpNames}`)],
  },
  'AWS::Logs::LogGroup': {
    sid: 'StackLogGroups',
    actions: verbs(
      'logs',
      'CreateLogGroup DeleteLogGroup DeleteRetentionPolicy DescribeLogGroups ListTagsForResource PutRetentionPolicy TagResource UntagResource',
    ),
    resources: (place) => [arnIn(place, 'logs', `log-group:/aws/lambda/${place.prefix}-*`)],
  },
  'AWS::SQS::Queue': {
    sid: 'StackQueues',
    actions: verbs(
      'sqs',
      'CreateQueue DeleteQueue GetQueueAttributes GetQueueUrl ListQueueTags SetQueueAttributes TagQueue UntagQueue',
    ),
    resources: (place) => [arnIn(place, 'sqs', place.madeUpNames)],
  },
  'AWS::Events::Rule': {
    sid: 'StackRules',
    actions: verbs(
      'events',
      'DeleteRule DescribeRule ListTagsForResource ListTargetsByRule PutRule PutTargets RemoveTargets TagResource UntagResource',
    ),
    resources: (place) => [
      arnIn(place, 'events', `rule/${place.prefix}-*`),
      arnIn(place, 'events', `rule/*/${place.prefix}-*`),
    ],
  },
  'AWS::CloudWatch::Alarm': {
    sid: 'StackAlarms',
    actions: verbs(
      'cloudwatch',
      'DeleteAlarms DescribeAlarms ListTagsForResource PutMetricAlarm TagResource UntagResource',
    ),
    resources: (place) => [arnIn(place, 'cloudwatch', `alarm:${place.prefix}-*`)],
  },
  'AWS::CloudWatch::Dashboard': {
    sid: 'StackDashboard',
    actions: verbs('cloudwatch', 'DeleteDashboards GetDashboard PutDashboard'),
    resources: (place) => [globalArn(place, 'cloudwatch', `dashboard/${place.prefix}`)],
  },
  'AWS::S3::Bucket': {
    sid: 'StackBuckets',
    actions: verbs(
      's3',
      'CreateBucket DeleteBucket GetBucketPublicAccessBlock GetBucketTagging GetLifecycleConfiguration PutBucketPublicAccessBlock PutBucketTagging PutLifecycleConfiguration',
    ),
    resources: ({ partition, madeUpNames }) => [`arn:${partition}:s3:::${madeUpNames.toLowerCase()}`],
  },
  'AWS::SNS::Topic': {
    sid: 'StackTopics',
    actions: verbs(
      'sns',
      'CreateTopic DeleteTopic GetTopicAttributes ListSubscriptionsByTopic ListTagsForResource SetTopicAttributes Subscribe TagResource Unsubscribe UntagResource',
    ),
    resources: (place) => [arnIn(place, 'sns', place.madeUpNames)],
  },
  'AWS::SNS::Subscription': {
    sid: 'StackSubscriptions',
    actions: verbs('sns', 'GetSubscriptionAttributes ListSubscriptionsByTopic Subscribe Unsubscribe'),
    // What is asked of a subscription cannot be narrowed; topics of others are subscribed to as well.
    resources: () => ['*'],
  },
  'AWS::Kinesis::Stream': {
    sid: 'StackStreams',
    actions: verbs(
      'kinesis',
      'AddTagsToStream CreateStream DecreaseStreamRetentionPeriod DeleteStream DescribeStreamSummary IncreaseStreamRetentionPeriod ListTagsForStream RemoveTagsFromStream StartStreamEncryption StopStreamEncryption UpdateShardCount UpdateStreamMode',
    ),
    resources: (place) => [arnIn(place, 'kinesis', `stream/${place.madeUpNames}`)],
  },
  'AWS::DynamoDB::Table': {
    sid: 'StackTables',
    actions: verbs(
      'dynamodb',
      'CreateTable DeleteTable DescribeContinuousBackups DescribeTable DescribeTimeToLive ListTagsOfResource TagResource UntagResource UpdateContinuousBackups UpdateTable UpdateTimeToLive',
    ),
    resources: (place) => [arnIn(place, 'dynamodb', `table/${place.madeUpNames}`)],
  },
};
