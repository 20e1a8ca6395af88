import { apiMapping } from './apigateway/api-mapping.ts';
import { api } from './apigateway/api.ts';
import { authorizer } from './apigateway/authorizer.ts';
import { deployment } from './apigateway/deployment.ts';
import { domainName } from './apigateway/domain-name.ts';
import { integration } from './apigateway/integration.ts';
import { route } from './apigateway/route.ts';
import { stage } from './apigateway/stage.ts';
import { cdkMetadata } from './cloudformation/cdk-metadata.ts';
import { customResource } from './cloudformation/custom-resource.ts';
import { nestedStack } from './cloudformation/nested-stack.ts';
import { waitConditionHandle } from './cloudformation/wait-condition-handle.ts';
import { repository } from './ecr/repository.ts';
import { alarm } from './cloudwatch/alarm.ts';
import { compositeAlarm } from './cloudwatch/composite-alarm.ts';
import { dashboard } from './cloudwatch/dashboard.ts';
import { globalTable } from './dynamodb/global-table.ts';
import { table } from './dynamodb/table.ts';
import { eventBusPolicy } from './events/event-bus-policy.ts';
import { eventBus } from './events/event-bus.ts';
import { rule } from './events/rule.ts';
import { managedPolicy } from './iam/managed-policy.ts';
import { policy } from './iam/policy.ts';
import { role } from './iam/role.ts';
import { stream } from './kinesis/stream.ts';
import { alias } from './lambda/alias.ts';
import { eventInvokeConfig } from './lambda/event-invoke-config.ts';
import { eventSourceMapping } from './lambda/event-source-mapping.ts';
import { lambdaFunction } from './lambda/function.ts';
import { layerVersionPermission } from './lambda/layer-version-permission.ts';
import { layerVersion } from './lambda/layer-version.ts';
import { permission } from './lambda/permission.ts';
import { url } from './lambda/url.ts';
import { version } from './lambda/version.ts';
import { logGroup } from './logs/log-group.ts';
import { metricFilter } from './logs/metric-filter.ts';
import { subscriptionFilter } from './logs/subscription-filter.ts';
import type { ResourceType } from './resource-type.ts';
import { bucketPolicy } from './s3/bucket-policy.ts';
import { bucket } from './s3/bucket.ts';
import { scheduleGroup } from './scheduler/schedule-group.ts';
import { schedule } from './scheduler/schedule.ts';
import { secretPolicy } from './secretsmanager/resource-policy.ts';
import { secret } from './secretsmanager/secret.ts';
import { subscription } from './sns/subscription.ts';
import { topicPolicy } from './sns/topic-policy.ts';
import { topic } from './sns/topic.ts';
import { queuePolicy } from './sqs/queue-policy.ts';
import { queue } from './sqs/queue.ts';
import { parameter } from './ssm/parameter.ts';

export const resourceTypes: readonly ResourceType[] = [
  role,
  policy,
  managedPolicy,
  lambdaFunction,
  version,
  alias,
  permission,
  layerVersion,
  layerVersionPermission,
  eventSourceMapping,
  eventInvokeConfig,
  url,
  api,
  route,
  integration,
  deployment,
  stage,
  authorizer,
  apiMapping,
  domainName,
  logGroup,
  metricFilter,
  subscriptionFilter,
  bucket,
  bucketPolicy,
  queue,
  queuePolicy,
  eventBus,
  eventBusPolicy,
  rule,
  parameter,
  secret,
  secretPolicy,
  repository,
  schedule,
  scheduleGroup,
  alarm,
  compositeAlarm,
  dashboard,
  topic,
  topicPolicy,
  subscription,
  table,
  globalTable,
  stream,
  cdkMetadata,
  waitConditionHandle,
  customResource,
  nestedStack,
];
