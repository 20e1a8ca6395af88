import type { Operation } from '../../kernel/operation.ts';
import { describeStream } from '../describe.ts';
import { findStream } from '../find-stream.ts';

export const describeStreamSummary: Operation = {
  name: 'DescribeStreamSummary',
  writes: false,
  handle: (params, world) => {
    const stream = findStream(world, params);
    const counts = { OpenShardCount: stream.shardCount, ConsumerCount: 0 };
    return { body: { StreamDescriptionSummary: { ...describeStream(world, stream), ...counts } } };
  },
};
