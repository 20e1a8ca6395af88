import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { describeParameter, findParameter } from '../parameter-rows.ts';

export const getParameter: Operation = {
  name: 'GetParameter',
  writes: false,
  handle: (params, world) => ({
    body: { Parameter: describeParameter(world, findParameter(world, stringOf(params, 'Name') ?? '')) },
  }),
};
