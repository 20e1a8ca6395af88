import type { Operation } from '../../kernel/operation.ts';
import { findRole } from '../find-role.ts';
import { roles } from '../iam-rows.ts';

export const deleteRolePermissionsBoundary: Operation = {
  name: 'DeleteRolePermissionsBoundary',
  writes: true,
  handle: (params, { store }) => {
    const { permissionsBoundaryArn: _gone, ...role } = findRole(store, params);
    roles(store).set(role.name, role);
    return {};
  },
};
