import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findStream } from '../streams/find-stream.ts';
import { logOf } from '../streams/stream-rows.ts';

/** DynamoDB Streams. */
export const describeStream: Operation = {
  name: 'DescribeStream',
  writes: false,
  handle: (params, world) => {
    const stream = findStream(world, params);
    const { arn, tableName, label, viewType, enabled, createdAt, shardId, closedAt, keySchema } = stream;
    const log = logOf(world, stream);
    const shard = {
      ShardId: shardId,
      SequenceNumberRange: {
        StartingSequenceNumber: log.sequenceAt(createdAt),
        ...(closedAt !== undefined && { EndingSequenceNumber: log.tip(closedAt) }),
      },
    };
    const isPast = stringOf(params, 'ExclusiveStartShardId') === shardId;
    return {
      body: {
        StreamDescription: {
          StreamArn: arn,
          StreamLabel: label,
          StreamStatus: enabled ? 'ENABLED' : 'DISABLED',
          StreamViewType: viewType,
          CreationRequestDateTime: new Date(createdAt),
          TableName: tableName,
          KeySchema: keySchema,
          Shards: isPast ? [] : [shard],
        },
      },
    };
  },
};
