import { AwsError } from '../../kernel/aws-error.ts';
import { stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { HORIZON } from '../../streaming/record-log.ts';
import { writeIterator } from '../../streaming/shard-iterator.ts';
import { constraint, resourceNotFound, validation } from '../dynamodb-error.ts';
import { findStream } from '../streams/find-stream.ts';
import { logOf, RETENTION_MS, type StreamRow } from '../streams/stream-rows.ts';

function positionOf(world: World, stream: StreamRow, params: Params): string {
  const type = stringOf(params, 'ShardIteratorType') ?? 'null';
  const sequence = stringOf(params, 'SequenceNumber');
  const log = logOf(world, stream);
  if (type === 'TRIM_HORIZON') return HORIZON;
  if (type === 'LATEST') return log.tip(world.clock.now());
  if (type !== 'AT_SEQUENCE_NUMBER' && type !== 'AFTER_SEQUENCE_NUMBER') {
    throw constraint(
      type,
      'shardIteratorType',
      'Member must satisfy enum value set: [AFTER_SEQUENCE_NUMBER, LATEST, AT_SEQUENCE_NUMBER, TRIM_HORIZON]',
    );
  }
  if (sequence === undefined || !/^\d+$/.test(sequence)) {
    throw validation('SequenceNumber must be specified with AT_SEQUENCE_NUMBER and AFTER_SEQUENCE_NUMBER');
  }
  if (sequence < log.sequenceAt(world.clock.now() - RETENTION_MS)) {
    throw new AwsError(
      'TrimmedDataAccessException',
      400,
      'The operation attempted to read past the oldest stream record in a shard.',
    );
  }
  return type === 'AFTER_SEQUENCE_NUMBER' ? sequence : String(BigInt(sequence) - 1n);
}

/** DynamoDB Streams. */
export const getShardIterator: Operation = {
  name: 'GetShardIterator',
  writes: false,
  handle: (params, world) => {
    const stream = findStream(world, params);
    const shard = stringOf(params, 'ShardId');
    if (shard !== stream.shardId) throw resourceNotFound(`: Shard does not exist`);
    const now = world.clock.now();
    logOf(world, stream).trim(now - RETENTION_MS);
    const position = { stream: stream.arn, shard, after: positionOf(world, stream, params) };
    return { body: { ShardIterator: writeIterator(position, now) } };
  },
};
