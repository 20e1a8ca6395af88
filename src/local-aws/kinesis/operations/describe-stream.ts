import { numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { describeStream as describe } from '../describe.ts';
import { findStream } from '../find-stream.ts';
import { allShards } from '../shards.ts';

const PAGE = 100;

export const describeStream: Operation = {
  name: 'DescribeStream',
  writes: false,
  handle: (params, world) => {
    const stream = findStream(world, params);
    const after = stringOf(params, 'ExclusiveStartShardId') ?? '';
    const limit = numberOf(params, 'Limit') ?? PAGE;
    const shards = allShards(world, stream).filter(({ ShardId }) => String(ShardId) > after);
    const StreamDescription = {
      ...describe(world, stream),
      Shards: shards.slice(0, limit),
      HasMoreShards: shards.length > limit,
    };
    return { body: { StreamDescription } };
  },
};
