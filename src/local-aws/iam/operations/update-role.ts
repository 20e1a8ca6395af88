import type { Operation } from '../../kernel/operation.ts';
import { numberOf, stringOf } from '../../kernel/members.ts';
import { changeRole } from '../find-role.ts';

export const updateRole: Operation = {
  name: 'UpdateRole',
  writes: true,
  handle: (params, { store }) => {
    const description = stringOf(params, 'Description');
    const maxSessionSeconds = numberOf(params, 'MaxSessionDuration');
    changeRole(store, params, () => ({
      ...(description !== undefined && { description }),
      ...(maxSessionSeconds !== undefined && { maxSessionSeconds }),
    }));
    return { body: {} };
  },
};
