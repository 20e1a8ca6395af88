import type { Operation } from '../../kernel/operation.ts';

const UNITS = 80_000;
const TABLE_UNITS = 40_000;

/** A new account's quotas in most Regions. */
export const describeLimits: Operation = {
  name: 'DescribeLimits',
  writes: false,
  handle: () => ({
    body: {
      AccountMaxReadCapacityUnits: UNITS,
      AccountMaxWriteCapacityUnits: UNITS,
      TableMaxReadCapacityUnits: TABLE_UNITS,
      TableMaxWriteCapacityUnits: TABLE_UNITS,
    },
  }),
};
