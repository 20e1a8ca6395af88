import { numberOf, recordOf, stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { findStream } from '../find-stream.ts';
import { invalidArgument } from '../kinesis-error.ts';
import { allShards } from '../shards.ts';

const PAGE = 1000;

/** A token stands for the stream and the last shard that was shown. */
function readStart(params: Params): { StreamName?: string; StreamARN?: string; after: string } {
  const token = stringOf(params, 'NextToken');
  if (token === undefined) {
    const [name, arn] = [stringOf(params, 'StreamName'), stringOf(params, 'StreamARN')];
    const filter = recordOf<unknown>(params, 'ShardFilter') ?? {};
    const after = stringOf(params, 'ExclusiveStartShardId') ?? stringOf(filter, 'ShardId') ?? '';
    return { ...(name !== undefined && { StreamName: name }), ...(arn !== undefined && { StreamARN: arn }), after };
  }
  const [StreamName, after] = Buffer.from(token, 'base64').toString('utf8').split('\n');
  if (StreamName === undefined || after === undefined) throw invalidArgument('NextToken is invalid.');
  return { StreamName, after };
}

/** Shards are never split: every filter by time or trim shows them all. */
export const listShards: Operation = {
  name: 'ListShards',
  writes: false,
  handle: (params, world) => {
    const { after, ...names } = readStart(params);
    const stream = findStream(world, names);
    const limit = numberOf(params, 'MaxResults') ?? PAGE;
    const shards = allShards(world, stream).filter(({ ShardId }) => String(ShardId) > after);
    const Shards = shards.slice(0, limit);
    const token = Buffer.from(`${stream.name}\n${String(Shards.at(-1)?.['ShardId'])}`).toString('base64');
    return { body: { Shards, ...(shards.length > limit && { NextToken: token }) } };
  },
};
