import type { Operation } from '../../kernel/operation.ts';
import { findPolicy } from '../find-policy.ts';
import { roles } from '../iam-rows.ts';
import { page } from '../read-params.ts';

export const listEntitiesForPolicy: Operation = {
  name: 'ListEntitiesForPolicy',
  writes: false,
  handle: (params, { store }) => {
    const { arn } = findPolicy(store, params);
    const attached = roles(store)
      .values()
      .filter((role) => role.attached.includes(arn));
    const { items, more } = page(attached, params);
    const PolicyRoles = items.map(({ name, id }) => ({ RoleName: name, RoleId: id }));
    return { body: { PolicyGroups: [], PolicyUsers: [], PolicyRoles, ...more } };
  },
};
