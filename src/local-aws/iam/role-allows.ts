import type { World } from '../kernel/world.ts';
import { decide, trusts } from './evaluate.ts';
import { roles } from './iam-rows.ts';
import { statementsOf } from './policy-document.ts';
import { roleStatements } from './role-statements.ts';

function roleName(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}

/** Is there such a role, and may `service` assume it? A new role is not seen for `iam.propagation`. */
export function canAssumeRole({ store, clock }: World, roleArn: string, service: string): boolean {
  const role = roles(store).get(roleName(roleArn));
  if (!role || role.arn !== roleArn) return false;
  const seen = clock.now() - Date.parse(role.createdAt) >= clock.duration('iam.propagation');
  return seen && trusts(statementsOf(role.trustPolicy), service);
}

/** May `service` assume the role (trust policy), and do the role's policies allow `action` on `resourceArn`? */
export function roleAllows(
  world: World,
  { roleArn, service, action, resourceArn }: { roleArn: string; service: string; action: string; resourceArn: string },
): boolean {
  if (!canAssumeRole(world, roleArn, service)) return false;
  const role = roles(world.store).get(roleName(roleArn));
  return role !== undefined && decide(roleStatements(world.store, role), action, resourceArn) === 'allowed';
}
