import type { Operation } from '../../kernel/operation.ts';
import { findRole } from '../find-role.ts';
import { page } from '../read-params.ts';

export const listRoleTags: Operation = {
  name: 'ListRoleTags',
  writes: false,
  handle: (params, { store }) => {
    const { items, more } = page(findRole(store, params).tags, params);
    return { body: { Tags: items, ...more } };
  },
};
