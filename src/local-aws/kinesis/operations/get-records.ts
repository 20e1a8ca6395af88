import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import type { LogRecord } from '../../streaming/record-log.ts';
import { readLimit } from '../../streaming/read-limit.ts';
import { readIterator, writeIterator } from '../../streaming/shard-iterator.ts';
import { streamNotFound } from '../kinesis-error.ts';
import { logOf, streams, trim, type KinesisRecord } from '../stream-rows.ts';

const MOST_RECORDS = 10_000;
const REPLY_LIMIT_BYTES = 10 * 1024 * 1024;
const LIFETIME_MS = 5 * 60 * 1000;

/** As many as fit into one answer. */
function fitting(records: readonly LogRecord<KinesisRecord>[]): readonly LogRecord<KinesisRecord>[] {
  let bytes = 0;
  const end = records.findIndex(({ data }) => (bytes += data.data.length) > REPLY_LIMIT_BYTES);
  return end < 0 ? records : records.slice(0, Math.max(1, end));
}

export const getRecords: Operation = {
  name: 'GetRecords',
  writes: false,
  handle: (params, world) => {
    const now = world.clock.now();
    const limit = readLimit(params, MOST_RECORDS);
    const position = readIterator(stringOf(params, 'ShardIterator') ?? '', {
      lifetimeMs: LIFETIME_MS,
      now,
      invalid: 'InvalidArgumentException',
    });
    const stream = streams(world).get(position.stream);
    if (!stream) throw streamNotFound(position.stream, world.config.accountId);
    const shard = Number(position.shard);
    trim(world, stream, shard);
    const log = logOf(world, stream, shard);
    const records = fitting(log.read(position.after, limit));
    const after = records.at(-1)?.sequence ?? position.after;
    const [waiting] = log.read(after, 1);
    return {
      body: {
        Records: records.map(({ sequence, at, data }) => ({
          SequenceNumber: sequence,
          ApproximateArrivalTimestamp: new Date(at),
          Data: data.data,
          PartitionKey: data.partitionKey,
          EncryptionType: 'NONE',
        })),
        NextShardIterator: writeIterator({ ...position, after }, now),
        MillisBehindLatest: waiting ? now - waiting.at : 0,
      },
    };
  },
};
