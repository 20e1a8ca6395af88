import { booleanOf, numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { findGroup, findStream } from '../find-group.ts';
import { invalidParameter } from '../logs-error.ts';
import { readEvents } from '../read-events.ts';

const PAGE = 10_000;

/** Tokens hold a position: forward (`f/`) the one after the page, backward (`b/`) the one before it. At the end a token repeats itself. */
export const getLogEvents: Operation = {
  name: 'GetLogEvents',
  writes: false,
  handle: (params, world) => {
    const group = findGroup(params, world);
    const start = numberOf(params, 'startTime') ?? 0;
    const all = readEvents(world, group, findStream(params, world, group).name, start);
    const end = numberOf(params, 'endTime') ?? Infinity;
    const wanted = all.filter(({ timestamp }) => timestamp >= start && timestamp < end);
    const [from, to] = rangeOf(params, wanted.length);
    return {
      body: {
        events: wanted.slice(from, to),
        nextForwardToken: `f/${to}/s`,
        nextBackwardToken: `b/${from}/s`,
      },
    };
  },
};

function rangeOf(params: Params, length: number): [number, number] {
  const limit = numberOf(params, 'limit') ?? PAGE;
  const token = stringOf(params, 'nextToken');
  if (token === undefined) {
    const fromHead = booleanOf(params, 'startFromHead') ?? false;
    return fromHead ? [0, Math.min(limit, length)] : [Math.max(0, length - limit), length];
  }
  const [, direction, position] = /^([fb])\/(\d+)\/s$/.exec(token) ?? [];
  if (direction === undefined) throw invalidParameter('The specified nextToken is invalid.');
  const at = Math.min(Number(position), length);
  return direction === 'f' ? [at, Math.min(at + limit, length)] : [Math.max(0, at - limit), at];
}
