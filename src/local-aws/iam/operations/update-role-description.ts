import type { Operation } from '../../kernel/operation.ts';
import { changeRole } from '../find-role.ts';
import { required } from '../read-params.ts';
import { showRole } from '../show.ts';

export const updateRoleDescription: Operation = {
  name: 'UpdateRoleDescription',
  writes: true,
  handle: (params, { store }) => {
    const role = changeRole(store, params, () => ({ description: required(params, 'Description') }));
    return { body: { Role: showRole(role, { full: true }) } };
  },
};
