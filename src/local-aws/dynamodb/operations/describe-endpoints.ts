import type { Operation } from '../../kernel/operation.ts';

const CACHE_MINUTES = 1440;

/** For clients that discover endpoints: this one. */
export const describeEndpoints: Operation = {
  name: 'DescribeEndpoints',
  writes: false,
  handle: (_params, { config }) => ({
    body: { Endpoints: [{ Address: new URL(config.endpoint).host, CachePeriodInMinutes: CACHE_MINUTES }] },
  }),
};
