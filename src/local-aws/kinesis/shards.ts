import { createHash } from 'node:crypto';
import type { World } from '../kernel/world.ts';
import { logOf, shardId, type StreamRow } from './stream-rows.ts';
import { invalidArgument } from './kinesis-error.ts';

const HASH_KEYS = 2n ** 128n;

/** The first hash key of a shard; of the one after the last: one too many. */
const firstHashKey = (shard: number, count: number): bigint => (HASH_KEYS * BigInt(shard)) / BigInt(count);

/** The shard that holds the hash key, or the MD5 of the partition key. */
export function shardFor({ shardCount }: StreamRow, partitionKey: string, explicitHashKey?: string): number {
  if (explicitHashKey !== undefined && !/^(0|[1-9]\d{0,38})$/.test(explicitHashKey)) {
    throw invalidArgument(
      `Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was ${explicitHashKey}`,
    );
  }
  const hashKey =
    explicitHashKey === undefined
      ? BigInt(`0x${createHash('md5').update(partitionKey).digest('hex')}`)
      : BigInt(explicitHashKey);
  if (hashKey >= HASH_KEYS) {
    throw invalidArgument(
      `Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was ${explicitHashKey}`,
    );
  }
  let shard = Number((hashKey * BigInt(shardCount)) / HASH_KEYS);
  while (shard + 1 < shardCount && hashKey >= firstHashKey(shard + 1, shardCount)) shard++;
  return shard;
}

export function describeShard(world: World, stream: StreamRow, shard: number): Record<string, unknown> {
  const { shardCount, createdAt } = stream;
  return {
    ShardId: shardId(shard),
    HashKeyRange: {
      StartingHashKey: String(firstHashKey(shard, shardCount)),
      EndingHashKey: String(firstHashKey(shard + 1, shardCount) - 1n),
    },
    SequenceNumberRange: { StartingSequenceNumber: logOf(world, stream, shard).sequenceAt(createdAt) },
  };
}

export function allShards(world: World, stream: StreamRow): readonly Record<string, unknown>[] {
  return Array.from({ length: stream.shardCount }, (_, shard) => describeShard(world, stream, shard));
}
