import { stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { invalidArgument, streamNotFound } from './kinesis-error.ts';
import { streams, type StreamRow } from './stream-rows.ts';

export function streamName(params: Params): string {
  const name = stringOf(params, 'StreamName') ?? stringOf(params, 'StreamARN')?.split('/').at(-1);
  if (name === undefined) throw invalidArgument('Either StreamName or StreamARN should be provided.');
  return name;
}

/** By name or ARN. */
export function findStream(world: World, params: Params): StreamRow {
  const name = streamName(params);
  const stream = streams(world).get(name);
  if (!stream) throw streamNotFound(name, world.config.accountId);
  return stream;
}

export function findStreamByArn(world: World, arn: string): StreamRow | undefined {
  return streams(world).get(arn.split('/').at(-1) ?? '');
}
