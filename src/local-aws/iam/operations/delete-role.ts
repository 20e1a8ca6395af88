import type { Operation } from '../../kernel/operation.ts';
import { findRole } from '../find-role.ts';
import { deleteConflict } from '../iam-error.ts';
import { roles } from '../iam-rows.ts';

export const deleteRole: Operation = {
  name: 'DeleteRole',
  writes: true,
  handle: (params, { store }) => {
    const role = findRole(store, params);
    if (role.attached.length > 0) throw deleteConflict('Cannot delete entity, must detach all policies first.');
    if (Object.keys(role.inline).length > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
    roles(store).delete(role.name);
    return {};
  },
};
