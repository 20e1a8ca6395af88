import { numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { metricFilters } from '../filters/filter-rows.ts';
import { pageAfter } from '../page.ts';

export const describeMetricFilters: Operation = {
  name: 'DescribeMetricFilters',
  writes: false,
  handle: (params, { store }) => {
    const [group, prefix] = [stringOf(params, 'logGroupName'), stringOf(params, 'filterNamePrefix') ?? ''];
    const [metric, namespace] = [stringOf(params, 'metricName'), stringOf(params, 'metricNamespace')];
    const found = metricFilters(store)
      .values()
      .filter(
        ({ logGroupName, filterName }) => (group ?? logGroupName) === logGroupName && filterName.startsWith(prefix),
      )
      .filter(
        ({ metricTransformations }) =>
          metric === undefined ||
          metricTransformations.some((to) => to.metricName === metric && to.metricNamespace === namespace),
      );
    const { items, nextToken } = pageAfter(found, stringOf(params, 'nextToken'), numberOf(params, 'limit') ?? 50);
    return { body: { metricFilters: items, ...(nextToken && { nextToken }) } };
  },
};
