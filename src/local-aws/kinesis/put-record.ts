import { stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { tellRecords } from '../streaming/wake.ts';
import { constraint } from './kinesis-error.ts';
import { shardFor } from './shards.ts';
import { logOf, shardId, streamArn, trim, type StreamRow } from './stream-rows.ts';

const LIMIT_BYTES = 1_048_576;
const KEY_LIMIT = 256;

/** Base64 on the wire of JSON, bytes in CBOR and in-process. */
const base64Of = (data: unknown): string =>
  data instanceof Uint8Array ? Buffer.from(data).toString('base64') : ((data as string | undefined) ?? '');

export interface ReadyRecord {
  readonly partitionKey: string;
  readonly data: string;
  readonly shard: number;
}

/** Checks one record; nothing is written yet. */
export function readRecord(stream: StreamRow, params: Params, at = ''): ReadyRecord {
  const partitionKey = stringOf(params, 'PartitionKey') ?? '';
  if (partitionKey.length < 1 || partitionKey.length > KEY_LIMIT) {
    const bound = partitionKey.length < 1 ? 'greater than or equal to 1' : `less than or equal to ${KEY_LIMIT}`;
    throw constraint(partitionKey || 'null', `${at}partitionKey`, `Member must have length ${bound}`);
  }
  const data = base64Of(params['Data']);
  if (Buffer.byteLength(data, 'base64') + Buffer.byteLength(partitionKey) > LIMIT_BYTES) {
    throw constraint(
      'java.nio.HeapByteBuffer',
      `${at}data`,
      `Member must have length less than or equal to ${LIMIT_BYTES}`,
    );
  }
  return { partitionKey, data, shard: shardFor(stream, partitionKey, stringOf(params, 'ExplicitHashKey')) };
}

export function appendRecord(
  world: World,
  stream: StreamRow,
  { partitionKey, data, shard }: ReadyRecord,
): { ShardId: string; SequenceNumber: string } {
  trim(world, stream, shard);
  const { sequence } = logOf(world, stream, shard).append({ partitionKey, data }, world.clock.now());
  tellRecords(world, streamArn(world, stream.name));
  return { ShardId: shardId(shard), SequenceNumber: sequence };
}
