import { numberOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { statusOf } from '../describe.ts';
import { streamArn, streams } from '../stream-rows.ts';

const PAGE = 100;

export const listStreams: Operation = {
  name: 'ListStreams',
  writes: false,
  handle: (params, world) => {
    const after = stringOf(params, 'ExclusiveStartStreamName') ?? stringOf(params, 'NextToken') ?? '';
    const limit = numberOf(params, 'Limit') ?? PAGE;
    const found = streams(world)
      .values()
      .filter(({ name }) => name > after)
      .toSorted((one, other) => (one.name < other.name ? -1 : 1));
    const page = found.slice(0, limit);
    const HasMoreStreams = found.length > limit;
    return {
      body: {
        StreamNames: page.map(({ name }) => name),
        HasMoreStreams,
        ...(HasMoreStreams && { NextToken: page.at(-1)?.name }),
        StreamSummaries: page.map((stream) => ({
          StreamName: stream.name,
          StreamARN: streamArn(world, stream.name),
          StreamStatus: statusOf(world, stream),
          StreamModeDetails: { StreamMode: stream.mode },
          StreamCreationTimestamp: new Date(stream.createdAt),
        })),
      },
    };
  },
};
