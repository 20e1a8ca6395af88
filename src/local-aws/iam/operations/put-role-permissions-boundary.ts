import type { Operation } from '../../kernel/operation.ts';
import { changeRole } from '../find-role.ts';
import { required } from '../read-params.ts';

export const putRolePermissionsBoundary: Operation = {
  name: 'PutRolePermissionsBoundary',
  writes: true,
  handle: (params, { store }) => {
    changeRole(store, params, () => ({ permissionsBoundaryArn: required(params, 'PermissionsBoundary') }));
    return {};
  },
};
