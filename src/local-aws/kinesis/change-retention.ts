import { numberOf } from '../kernel/members.ts';
import type { Operation } from '../kernel/operation.ts';
import { findStream } from './find-stream.ts';
import { invalidArgument } from './kinesis-error.ts';
import { DEFAULT_RETENTION_HOURS, streams } from './stream-rows.ts';

const MOST_HOURS = 8760;

/** The two operations differ in their direction only. */
export function retentionOperation(name: string, isAllowed: (wanted: number, current: number) => boolean): Operation {
  const direction = name.startsWith('Increase') ? 'lower' : 'higher';
  return {
    name,
    writes: true,
    handle: (params, world) => {
      const stream = findStream(world, params);
      const wanted = numberOf(params, 'RetentionPeriodHours') ?? 0;
      if (wanted < DEFAULT_RETENTION_HOURS || wanted > MOST_HOURS) {
        const bound =
          wanted > MOST_HOURS
            ? `Maximum allowed retention period is ${MOST_HOURS}`
            : `Minimum allowed retention period is ${DEFAULT_RETENTION_HOURS}`;
        throw invalidArgument(
          `${bound} hours. Requested retention period (${wanted} hours) is too ${wanted > MOST_HOURS ? 'long' : 'short'}.`,
        );
      }
      if (!isAllowed(wanted, stream.retentionHours)) {
        throw invalidArgument(
          `Requested retention period (${wanted} hours) for stream ${stream.name} can not be ${direction} than existing retention period (${stream.retentionHours} hours). Use ${direction === 'lower' ? 'Decrease' : 'Increase'}RetentionPeriod API.`,
        );
      }
      streams(world).set(stream.name, { ...stream, retentionHours: wanted });
      return {};
    },
  };
}
