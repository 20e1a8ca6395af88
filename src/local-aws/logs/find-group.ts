import { stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { logGroups, logStreams, streamKey, type LogGroupRow, type LogStreamRow } from './log-rows.ts';
import { invalidParameter, resourceNotFound } from './logs-error.ts';

/** By `logGroupName`, or by `logGroupIdentifier` (name or ARN). Throws ResourceNotFoundException. */
export function findGroup(params: Params, world: World): LogGroupRow {
  const name = nameOf(stringOf(params, 'logGroupName') ?? stringOf(params, 'logGroupIdentifier'));
  const group = logGroups(world.store).get(name);
  if (!group) throw resourceNotFound('log group');
  return group;
}

export function findStream(params: Params, world: World, group: LogGroupRow): LogStreamRow {
  const name = stringOf(params, 'logStreamName') ?? '';
  const stream = logStreams(world.store).get(streamKey(group.name, name));
  if (!stream) throw resourceNotFound('log stream');
  return stream;
}

/** The group of `arn:aws:logs:region:account:log-group:NAME[:*]`, or the name itself. */
export function nameOf(identifier: string | undefined): string {
  if (!identifier) throw invalidParameter('Either logGroupName or logGroupIdentifier must be given.');
  return /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)/.exec(identifier)?.[1] ?? identifier;
}

export function groupArn(world: World, name: string): string {
  return `arn:aws:logs:${world.config.region}:${world.config.accountId}:log-group:${name}`;
}

export function streamsOf(world: World, group: string): LogStreamRow[] {
  return logStreams(world.store)
    .values()
    .filter((stream) => stream.group === group);
}
