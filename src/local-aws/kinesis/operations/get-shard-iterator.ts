import { AwsError } from '../../kernel/aws-error.ts';
import { stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { HORIZON, type RecordLog } from '../../streaming/record-log.ts';
import { writeIterator } from '../../streaming/shard-iterator.ts';
import { findStream } from '../find-stream.ts';
import { constraint, invalidArgument } from '../kinesis-error.ts';
import { logOf, shardId, trim, type KinesisRecord } from '../stream-rows.ts';

/** Epoch seconds in JSON. */
function timeOf(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'number') return value * 1000;
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time))
    throw invalidArgument('Must specify timestampToStartFrom parameter for iterator of type AT_TIMESTAMP.');
  return time;
}

function positionOf({ clock }: World, log: RecordLog<KinesisRecord>, params: Params): string {
  const type = stringOf(params, 'ShardIteratorType') ?? 'null';
  const sequence = stringOf(params, 'StartingSequenceNumber');
  switch (type) {
    case 'TRIM_HORIZON':
      return HORIZON;
    case 'LATEST':
      return log.tip(clock.now());
    case 'AT_TIMESTAMP':
      return log.before(timeOf(params['Timestamp']), clock.now());
    case 'AT_SEQUENCE_NUMBER':
    case 'AFTER_SEQUENCE_NUMBER':
      if (sequence === undefined || !/^\d+$/.test(sequence)) {
        throw invalidArgument(
          `Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified ${type} and ${sequence === undefined ? 'no' : 'an invalid'} StartingSequenceNumber.`,
        );
      }
      return type === 'AFTER_SEQUENCE_NUMBER' ? sequence : String(BigInt(sequence) - 1n);
    default:
      throw constraint(
        type,
        'shardIteratorType',
        'Member must satisfy enum value set: [AFTER_SEQUENCE_NUMBER, LATEST, AT_TIMESTAMP, AT_SEQUENCE_NUMBER, TRIM_HORIZON]',
      );
  }
}

export const getShardIterator: Operation = {
  name: 'GetShardIterator',
  writes: false,
  handle: (params, world) => {
    const stream = findStream(world, params);
    const wanted = stringOf(params, 'ShardId') ?? '';
    const shard = Array.from({ length: stream.shardCount }, (_, index) => shardId(index)).indexOf(wanted);
    if (shard < 0) {
      throw new AwsError(
        'ResourceNotFoundException',
        400,
        `Shard ${wanted} in stream ${stream.name} under account ${world.config.accountId} does not exist`,
      );
    }
    trim(world, stream, shard);
    const after = positionOf(world, logOf(world, stream, shard), params);
    return {
      body: { ShardIterator: writeIterator({ stream: stream.name, shard: String(shard), after }, world.clock.now()) },
    };
  },
};
