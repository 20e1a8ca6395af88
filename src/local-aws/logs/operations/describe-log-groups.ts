import { numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { filtersOf, metricFilters } from '../filters/filter-rows.ts';
import { groupArn } from '../find-group.ts';
import { logGroups, type LogGroupRow } from '../log-rows.ts';
import { pageAfter } from '../page.ts';

export const describeLogGroups: Operation = {
  name: 'DescribeLogGroups',
  writes: false,
  handle: (params, world) => {
    const prefix = stringOf(params, 'logGroupNamePrefix') ?? '';
    const part = stringOf(params, 'logGroupNamePattern') ?? '';
    const found = logGroups(world.store)
      .values()
      .filter(({ name }) => name.startsWith(prefix) && name.includes(part))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const { items, nextToken } = pageAfter(found, stringOf(params, 'nextToken'), numberOf(params, 'limit') ?? 50);
    return { body: { logGroups: items.map((group) => describe(world, group)), ...(nextToken && { nextToken }) } };
  },
};

function describe(world: World, group: LogGroupRow): unknown {
  const arn = groupArn(world, group.name);
  return {
    logGroupName: group.name,
    creationTime: group.creationTime,
    ...(group.retentionInDays !== undefined && { retentionInDays: group.retentionInDays }),
    metricFilterCount: filtersOf(metricFilters(world.store), group.name).length,
    arn: `${arn}:*`,
    storedBytes: 0,
    ...(group.kmsKeyId !== undefined && { kmsKeyId: group.kmsKeyId }),
    logGroupClass: group.class,
    logGroupArn: arn,
  };
}
