import type { WatchCalls } from '../../../src/release/cloud.ts';
import type { MemoryAws } from './memory-aws.ts';

export function memoryWatch(aws: MemoryAws): WatchCalls {
  return {
    readMetrics: async (queries) =>
      Object.fromEntries(
        queries.flatMap((query) => {
          const value = aws.metric?.(query);
          return value === undefined ? [] : [[query.id, [value]]];
        }),
      ),
    readAlarms: async (names) =>
      names.flatMap((name) => {
        const state = aws.alarms.get(name);
        return state === undefined ? [] : [{ name, state, reason: 'as the test says' }];
      }),
  };
}
