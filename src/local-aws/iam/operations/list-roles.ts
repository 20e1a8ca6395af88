import type { Operation } from '../../kernel/operation.ts';
import { stringOf } from '../../kernel/members.ts';
import { roles } from '../iam-rows.ts';
import { page } from '../read-params.ts';
import { showRole } from '../show.ts';

export const listRoles: Operation = {
  name: 'ListRoles',
  writes: false,
  handle: (params, { store }) => {
    const prefix = stringOf(params, 'PathPrefix') || '/';
    const found = roles(store)
      .values()
      .filter(({ path }) => path.startsWith(prefix))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const { items, more } = page(found, params);
    return { body: { Roles: items.map((role) => showRole(role, { full: false })), ...more } };
  },
};
