import { stringOf } from '../../kernel/members.ts';
import { notImplemented } from '../../kernel/aws-error.ts';
import type { Operation } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { makeMatcher } from '../filter-pattern.ts';
import { mayInvoke } from '../filters/deliver-events.ts';
import { filterKey, filtersOf, subscriptionFilters } from '../filters/filter-rows.ts';
import { findGroup } from '../find-group.ts';
import { invalidParameter, limitExceeded } from '../logs-error.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const MOST_OF_A_GROUP = 2;

/** CloudWatch Logs tries the destination before it takes the filter. */
function checkDestination(world: World, group: string, arn: string, roleArn: string | undefined): void {
  const service = arn.split(':')[2];
  if (service === 'lambda') {
    if (mayInvoke(world, arn, group)) return;
    throw invalidParameter(
      'Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.',
    );
  }
  if (service !== 'kinesis') throw notImplemented('logs', `subscription filters to ${arn}`);
  if (roleArn === undefined) throw invalidParameter('destinationArn for vendor kinesis must have a roleArn.');
}

export const putSubscriptionFilter: Operation = {
  name: 'PutSubscriptionFilter',
  writes: true,
  handle: (params, world) => {
    const { store, clock } = world;
    const { name: logGroupName } = findGroup(params, world);
    const destinationArn = stringOf(params, 'destinationArn') ?? '';
    const roleArn = stringOf(params, 'roleArn');
    const row = {
      logGroupName,
      filterName: stringOf(params, 'filterName') ?? '',
      filterPattern: stringOf(params, 'filterPattern') ?? '',
      destinationArn,
      ...(roleArn !== undefined && { roleArn }),
      distribution: stringOf(params, 'distribution') ?? 'ByLogStream',
      creationTime: clock.now(),
    };
    makeMatcher(row.filterPattern);
    checkDestination(world, logGroupName, destinationArn, roleArn);
    const rows = subscriptionFilters(store);
    if (!rows.has(filterKey(row)) && filtersOf(rows, logGroupName).length >= MOST_OF_A_GROUP) throw limitExceeded();
    rows.set(filterKey(row), row);
    return {};
  },
};
