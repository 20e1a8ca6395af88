import type { Operation } from '../kernel/operation.ts';
import { createLogGroup } from './operations/create-log-group.ts';
import { createLogStream } from './operations/create-log-stream.ts';
import { deleteLogGroup } from './operations/delete-log-group.ts';
import { deleteLogStream } from './operations/delete-log-stream.ts';
import { deleteRetentionPolicy } from './operations/delete-retention-policy.ts';
import { deleteResourcePolicy } from './operations/delete-resource-policy.ts';
import { describeResourcePolicies } from './operations/describe-resource-policies.ts';
import { putResourcePolicy } from './operations/put-resource-policy.ts';
import { deleteMetricFilter } from './operations/delete-metric-filter.ts';
import { deleteSubscriptionFilter } from './operations/delete-subscription-filter.ts';
import { describeMetricFilters } from './operations/describe-metric-filters.ts';
import { describeSubscriptionFilters } from './operations/describe-subscription-filters.ts';
import { putMetricFilter } from './operations/put-metric-filter.ts';
import { putSubscriptionFilter } from './operations/put-subscription-filter.ts';
import { describeLogGroups } from './operations/describe-log-groups.ts';
import { describeLogStreams } from './operations/describe-log-streams.ts';
import { filterLogEvents } from './operations/filter-log-events.ts';
import { getLogEvents } from './operations/get-log-events.ts';
import { listTagsForResource } from './operations/list-tags-for-resource.ts';
import { listTagsLogGroup } from './operations/list-tags-log-group.ts';
import { putLogEvents } from './operations/put-log-events.ts';
import { putRetentionPolicy } from './operations/put-retention-policy.ts';
import { tagLogGroup } from './operations/tag-log-group.ts';
import { tagResource } from './operations/tag-resource.ts';
import { untagResource } from './operations/untag-resource.ts';

export const operations: readonly Operation[] = [
  createLogGroup,
  createLogStream,
  deleteLogGroup,
  deleteLogStream,
  deleteResourcePolicy,
  deleteMetricFilter,
  deleteSubscriptionFilter,
  describeMetricFilters,
  describeSubscriptionFilters,
  putMetricFilter,
  putSubscriptionFilter,
  deleteRetentionPolicy,
  describeResourcePolicies,
  putResourcePolicy,
  describeLogGroups,
  describeLogStreams,
  filterLogEvents,
  getLogEvents,
  listTagsForResource,
  listTagsLogGroup,
  putLogEvents,
  putRetentionPolicy,
  tagLogGroup,
  tagResource,
  untagResource,
];
