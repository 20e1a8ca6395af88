import { AwsError } from '../../kernel/aws-error.ts';
import { numberOf, recordOf, stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { constraint, invalidArgument } from '../kinesis-error.ts';
import { DEFAULT_RETENTION_HOURS, streams, type StreamRow } from '../stream-rows.ts';

/** What a stream on demand begins with. */
const ON_DEMAND_SHARDS = 4;

function readShards(params: Params): Pick<StreamRow, 'mode' | 'shardCount'> {
  const details = recordOf<unknown>(params, 'StreamModeDetails') ?? {};
  const mode = stringOf(details, 'StreamMode') ?? 'PROVISIONED';
  const shardCount = numberOf(params, 'ShardCount');
  if (mode === 'ON_DEMAND') {
    if (shardCount === undefined) return { mode, shardCount: ON_DEMAND_SHARDS };
    throw constraint(String(shardCount), 'shardCount', 'ShardCount must not be set for ON_DEMAND streams');
  }
  if (mode !== 'PROVISIONED') {
    throw constraint(
      mode,
      'streamModeDetails.streamMode',
      'Member must satisfy enum value set: [PROVISIONED, ON_DEMAND]',
    );
  }
  if (shardCount === undefined) throw invalidArgument('ShardCount must be set for PROVISIONED streams');
  if (shardCount >= 1) return { mode, shardCount };
  throw constraint(String(shardCount), 'shardCount', 'Member must have value greater than or equal to 1');
}

export const createStream: Operation = {
  name: 'CreateStream',
  writes: true,
  handle: (params, world) => {
    const name = stringOf(params, 'StreamName') ?? '';
    if (!/^[a-zA-Z0-9_.-]{1,128}$/.test(name)) {
      throw constraint(name, 'streamName', 'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+');
    }
    const shards = readShards(params);
    if (streams(world).has(name)) {
      throw new AwsError(
        'ResourceInUseException',
        400,
        `Stream ${name} under account ${world.config.accountId} already exists.`,
      );
    }
    streams(world).set(name, {
      name,
      ...shards,
      retentionHours: DEFAULT_RETENTION_HOURS,
      createdAt: world.clock.now(),
      tags: recordOf(params, 'Tags') ?? {},
    });
    return {};
  },
};
