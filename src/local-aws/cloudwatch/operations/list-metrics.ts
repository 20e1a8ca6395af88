import { stringOf, structuresOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { MetricSeries } from '../../kernel/world.ts';
import { dimensionList } from '../members.ts';
import { pageOf } from '../page.ts';

/** A filter of dimensions may name a value or only the name. */
export const listMetrics: Operation = {
  name: 'ListMetrics',
  writes: false,
  handle: (params, world) => {
    const found = world.metrics.series().filter((series) => isWanted(series, params));
    const { items, NextToken } = pageOf(found, params, 500);
    const Metrics = items.map(({ namespace, metric, dimensions }) => ({
      Namespace: namespace,
      MetricName: metric,
      Dimensions: dimensionList(dimensions),
    }));
    return { body: { Metrics, ...(NextToken && { NextToken }) } };
  },
};

function isWanted({ namespace, metric, dimensions }: MetricSeries, params: Params): boolean {
  if ((stringOf(params, 'Namespace') ?? namespace) !== namespace) return false;
  if ((stringOf(params, 'MetricName') ?? metric) !== metric) return false;
  return structuresOf(params, 'Dimensions').every((filter) => {
    const value = dimensions[stringOf(filter, 'Name') ?? ''];
    return value !== undefined && (stringOf(filter, 'Value') ?? value) === value;
  });
}
