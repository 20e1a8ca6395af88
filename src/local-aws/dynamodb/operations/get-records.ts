import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { readLimit } from '../../streaming/read-limit.ts';
import { readIterator, writeIterator } from '../../streaming/shard-iterator.ts';
import { resourceNotFound } from '../dynamodb-error.ts';
import { showRecord } from '../streams/show-record.ts';
import { logOf, RETENTION_MS, streams } from '../streams/stream-rows.ts';

const MOST_RECORDS = 1000;
const LIFETIME_MS = 15 * 60 * 1000;

/** DynamoDB Streams. A shard whose stream was switched off ends: then there is no next iterator. */
export const getRecords: Operation = {
  name: 'GetRecords',
  writes: false,
  handle: (params, world) => {
    const now = world.clock.now();
    const limit = readLimit(params, MOST_RECORDS);
    const position = readIterator(stringOf(params, 'ShardIterator') ?? '', {
      lifetimeMs: LIFETIME_MS,
      now,
      invalid: 'ValidationException',
    });
    const stream = streams(world).get(position.stream);
    if (!stream) throw resourceNotFound(`: Stream: ${position.stream} not found`);
    const log = logOf(world, stream);
    log.trim(now - RETENTION_MS);
    const records = log.read(position.after, limit);
    const after = records.at(-1)?.sequence ?? position.after;
    const isAtEnd = !stream.enabled && log.read(after, 1).length === 0;
    return {
      body: {
        Records: records.map((record) => showRecord(world, stream, record)),
        ...(!isAtEnd && { NextShardIterator: writeIterator({ ...position, after }, now) }),
      },
    };
  },
};
