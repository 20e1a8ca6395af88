import { createHash } from 'node:crypto';
import { listOf, numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { makeMatcher } from '../filter-pattern.ts';
import { findGroup, streamsOf } from '../find-group.ts';
import type { LogGroupRow } from '../log-rows.ts';
import { pageAfter } from '../page.ts';
import { readEvents } from '../read-events.ts';

export const filterLogEvents: Operation = {
  name: 'FilterLogEvents',
  writes: false,
  handle: (params, world) => {
    const group = findGroup(params, world);
    const start = numberOf(params, 'startTime') ?? 0;
    const end = numberOf(params, 'endTime') ?? Infinity;
    const matches = makeMatcher(stringOf(params, 'filterPattern'));
    const found = chosenStreams(params, world, group)
      .flatMap((stream) =>
        readEvents(world, group, stream, start).map((event) => ({ logStreamName: stream, ...event })),
      )
      .filter(({ timestamp, message }) => timestamp >= start && timestamp <= end && matches(message))
      .toSorted((a, b) => a.timestamp - b.timestamp || a.ingestionTime - b.ingestionTime);
    const { items, nextToken } = pageAfter(found, stringOf(params, 'nextToken'), numberOf(params, 'limit') ?? 10_000);
    const events = items.map((event) => ({ ...event, eventId: idOf(event) }));
    return { body: { events, searchedLogStreams: [], ...(nextToken && { nextToken }) } };
  },
};

function chosenStreams(params: Params, world: World, group: LogGroupRow): string[] {
  const names = listOf(params, 'logStreamNames');
  const prefix = stringOf(params, 'logStreamNamePrefix') ?? '';
  return streamsOf(world, group.name)
    .map(({ name }) => name)
    .filter((name) => (names.length === 0 || names.includes(name)) && name.startsWith(prefix));
}

/** 56 digits, the same for the same event. */
function idOf(event: object): string {
  const digest = createHash('sha256').update(JSON.stringify(event)).digest('hex');
  return BigInt(`0x${digest}`).toString().slice(0, 56).padStart(56, '3');
}
