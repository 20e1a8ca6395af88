import type { Operation } from '../../kernel/operation.ts';
import { findRole } from '../find-role.ts';
import { showRole } from '../show.ts';

export const getRole: Operation = {
  name: 'GetRole',
  writes: false,
  handle: (params, { store }) => ({ body: { Role: showRole(findRole(store, params), { full: true }) } }),
};
