import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findParameter, parameters } from '../parameter-rows.ts';

export const deleteParameter: Operation = {
  name: 'DeleteParameter',
  writes: true,
  handle: (params, world) => {
    parameters(world).delete(findParameter(world, stringOf(params, 'Name') ?? '').name);
    return { body: {} };
  },
};
