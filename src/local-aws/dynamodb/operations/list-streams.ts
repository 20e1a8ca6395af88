import { numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { streams } from '../streams/stream-rows.ts';

const PAGE = 100;

/** DynamoDB Streams. */
export const listStreams: Operation = {
  name: 'ListStreams',
  writes: false,
  handle: (params, world) => {
    const tableName = stringOf(params, 'TableName');
    const after = stringOf(params, 'ExclusiveStartStreamArn') ?? '';
    const limit = Math.min(numberOf(params, 'Limit') ?? PAGE, PAGE);
    const found = streams(world)
      .values()
      .filter((stream) => tableName === undefined || stream.tableName === tableName)
      .toSorted((one, other) => (one.arn < other.arn ? -1 : 1))
      .filter(({ arn }) => arn > after);
    const Streams = found
      .slice(0, limit)
      .map(({ arn, tableName: TableName, label }) => ({ StreamArn: arn, TableName, StreamLabel: label }));
    return { body: { Streams, ...(found.length > limit && { LastEvaluatedStreamArn: Streams.at(-1)?.StreamArn }) } };
  },
};
