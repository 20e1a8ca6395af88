import type { Operation } from '../../kernel/operation.ts';
import { changeRole } from '../find-role.ts';
import { noSuchRolePolicy } from '../iam-error.ts';
import { requiredName } from '../read-params.ts';

export const deleteRolePolicy: Operation = {
  name: 'DeleteRolePolicy',
  writes: true,
  handle: (params, { store }) => {
    const name = requiredName(params, 'PolicyName', 128);
    changeRole(store, params, ({ inline }) => {
      if (!(name in inline)) throw noSuchRolePolicy(name);
      return { inline: Object.fromEntries(Object.entries(inline).filter(([key]) => key !== name)) };
    });
    return {};
  },
};
