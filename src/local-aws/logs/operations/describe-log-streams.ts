import { booleanOf, numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import type { KeptLogEvent, World } from '../../kernel/world.ts';
import { findGroup, groupArn, streamsOf } from '../find-group.ts';
import type { LogGroupRow, LogStreamRow } from '../log-rows.ts';
import { pageAfter } from '../page.ts';
import { readEvents } from '../read-events.ts';

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
  const events = readEvents(world, group, stream.name);
  const last = events.at(-1);
  return {
    logStreamName: stream.name,
    creationTime: stream.creationTime,
    ...(last && times(events[0] as KeptLogEvent, last)),
    uploadSequenceToken: '49039859592450370834478564158',
    storedBytes: 0,
    arn: `${groupArn(world, group.name)}:log-stream:${stream.name}`,
  };
}

function times(first: KeptLogEvent, last: KeptLogEvent): Record<string, number> {
  return {
    firstEventTimestamp: first.timestamp,
    lastEventTimestamp: last.timestamp,
    lastIngestionTime: last.ingestionTime,
  };
}
