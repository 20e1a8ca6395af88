import type { Operation } from '../../kernel/operation.ts';
import { findRole } from '../find-role.ts';
import { page } from '../read-params.ts';

export const listRolePolicies: Operation = {
  name: 'ListRolePolicies',
  writes: false,
  handle: (params, { store }) => {
    const { items, more } = page(Object.keys(findRole(store, params).inline).toSorted(), params);
    return { body: { PolicyNames: items, ...more } };
  },
};
