import { stringOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { constraint, resourceNotFound } from '../dynamodb-error.ts';
import { streams, type StreamRow } from './stream-rows.ts';

export function findStream(world: World, params: Params): StreamRow {
  const arn = stringOf(params, 'StreamArn');
  if (arn === undefined) throw constraint('null', 'streamArn', 'Member must not be null');
  const stream = streams(world).get(arn);
  if (stream) return stream;
  throw resourceNotFound(`: Stream: ${arn} not found`);
}
