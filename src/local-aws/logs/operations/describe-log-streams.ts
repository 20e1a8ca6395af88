import { booleanOf, numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import type { LogStreamTimes, World } from '../../kernel/world.ts';
import { findGroup, groupArn, streamsOf } from '../find-group.ts';
import type { LogGroupRow, LogStreamRow } from '../log-rows.ts';
import { pageAfter } from '../page.ts';
import { oldestKept } from '../read-events.ts';

interface Described {
  readonly logStreamName: string;
  readonly lastEventTimestamp?: number;
  readonly [member: string]: unknown;
}

export const describeLogStreams: Operation = {
  name: 'DescribeLogStreams',
  writes: false,
  handle: (params, world) => {
    const group = findGroup(params, world);
    const prefix = stringOf(params, 'logStreamNamePrefix') ?? '';
    const found = streamsOf(world, group.name)
      .filter(({ name }) => name.startsWith(prefix))
      .map((stream) => describe(world, group, stream))
      .toSorted(stringOf(params, 'orderBy') === 'LastEventTime' ? byLastEvent : byName);
    const ordered = booleanOf(params, 'descending') ? found.toReversed() : found;
    const { items, nextToken } = pageAfter(ordered, stringOf(params, 'nextToken'), numberOf(params, 'limit') ?? 50);
    return { body: { logStreams: items, ...(nextToken && { nextToken }) } };
  },
};

function byName(a: Described, b: Described): number {
  return a.logStreamName < b.logStreamName ? -1 : 1;
}

function byLastEvent(a: Described, b: Described): number {
  return (a.lastEventTimestamp ?? 0) - (b.lastEventTimestamp ?? 0);
}

function describe(world: World, group: LogGroupRow, stream: LogStreamRow): Described {
  const times = world.logs.times(group.name, stream.name);
  const isKept = times && times.last >= oldestKept(world, group);
  return {
    logStreamName: stream.name,
    creationTime: stream.creationTime,
    ...(isKept && showTimes(times)),
    uploadSequenceToken: '49039859592450370834478564158',
    storedBytes: 0,
    arn: `${groupArn(world, group.name)}:log-stream:${stream.name}`,
  };
}

function showTimes({ first, last, ingested }: LogStreamTimes): Record<string, number> {
  return { firstEventTimestamp: first, lastEventTimestamp: last, lastIngestionTime: ingested };
}
