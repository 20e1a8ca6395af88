import type { Operation } from '../kernel/operation.ts';
import { addTagsToStream } from './operations/add-tags-to-stream.ts';
import { createStream } from './operations/create-stream.ts';
import { decreaseStreamRetentionPeriod } from './operations/decrease-stream-retention-period.ts';
import { deleteStream } from './operations/delete-stream.ts';
import { describeStream } from './operations/describe-stream.ts';
import { describeStreamSummary } from './operations/describe-stream-summary.ts';
import { getRecords } from './operations/get-records.ts';
import { getShardIterator } from './operations/get-shard-iterator.ts';
import { increaseStreamRetentionPeriod } from './operations/increase-stream-retention-period.ts';
import { listShards } from './operations/list-shards.ts';
import { listStreams } from './operations/list-streams.ts';
import { listTagsForStream } from './operations/list-tags-for-stream.ts';
import { putRecord } from './operations/put-record.ts';
import { putRecords } from './operations/put-records.ts';
import { removeTagsFromStream } from './operations/remove-tags-from-stream.ts';

export const operations: readonly Operation[] = [
  addTagsToStream,
  createStream,
  decreaseStreamRetentionPeriod,
  deleteStream,
  describeStream,
  describeStreamSummary,
  getRecords,
  getShardIterator,
  increaseStreamRetentionPeriod,
  listShards,
  listStreams,
  listTagsForStream,
  putRecord,
  putRecords,
  removeTagsFromStream,
];
