import type { Params } from '../kernel/operation.ts';
import type { Tables } from '../kernel/store.ts';
import { noSuchRole } from './iam-error.ts';
import { roles, type RoleRow } from './iam-rows.ts';
import { requiredName } from './read-params.ts';

/** The role that `RoleName` names; throws NoSuchEntity. */
export function findRole(store: Tables, params: Params): RoleRow {
  const name = requiredName(params, 'RoleName', 64);
  const role = roles(store).get(name);
  if (!role) throw noSuchRole(name);
  return role;
}

export function changeRole(store: Tables, params: Params, change: (role: RoleRow) => Partial<RoleRow>): RoleRow {
  const role = findRole(store, params);
  const changed = { ...role, ...change(role) };
  roles(store).set(role.name, changed);
  return changed;
}
