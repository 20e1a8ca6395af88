import { booleanOf, stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { describeParameter, parameters } from '../parameter-rows.ts';

/** All at once: no pages. */
export const getParametersByPath: Operation = {
  name: 'GetParametersByPath',
  writes: false,
  handle: (params, world) => {
    const path = `${(stringOf(params, 'Path') ?? '/').replace(/\/$/, '')}/`;
    const isDeep = booleanOf(params, 'Recursive') ?? false;
    const found = parameters(world)
      .values()
      .filter(({ name }) => name.startsWith(path) && (isDeep || !name.slice(path.length).includes('/')));
    return { body: { Parameters: found.map((row) => describeParameter(world, row)) } };
  },
};
