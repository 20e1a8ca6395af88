import { stringOf, structuresOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { makeMatcher } from '../filter-pattern.ts';
import { filterKey, filtersOf, metricFilters, type MetricTransformation } from '../filters/filter-rows.ts';
import { findGroup } from '../find-group.ts';
import { invalidParameter, limitExceeded } from '../logs-error.ts';

const MOST_OF_A_GROUP = 100;

function readTransformation(given: Params): MetricTransformation {
  for (const name of ['metricName', 'metricNamespace', 'metricValue']) {
    if (stringOf(given, name) === undefined) throw invalidParameter(`${name} of a metric transformation is missing.`);
  }
  const transformation = given as unknown as MetricTransformation;
  if (transformation.defaultValue !== undefined && Object.keys(transformation.dimensions ?? {}).length > 0) {
    throw invalidParameter(
      'Invalid metric transformation: dimensions and default value are mutually exclusive properties.',
    );
  }
  return transformation;
}

export const putMetricFilter: Operation = {
  name: 'PutMetricFilter',
  writes: true,
  handle: (params, world) => {
    const { store, clock } = world;
    const { name: logGroupName } = findGroup(params, world);
    const filterName = stringOf(params, 'filterName') ?? '';
    const filterPattern = stringOf(params, 'filterPattern') ?? '';
    makeMatcher(filterPattern);
    const metricTransformations = structuresOf(params, 'metricTransformations').map(readTransformation);
    const rows = metricFilters(store);
    const row = { logGroupName, filterName, filterPattern, metricTransformations, creationTime: clock.now() };
    if (!rows.has(filterKey(row)) && filtersOf(rows, logGroupName).length >= MOST_OF_A_GROUP) throw limitExceeded();
    rows.set(filterKey(row), row);
    return {};
  },
};
