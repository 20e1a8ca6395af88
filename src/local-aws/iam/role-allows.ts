import type { World } from '../kernel/world.ts';
import { decide, trusts } from './evaluate.ts';
import { policies, roles, type PolicyRow, type RoleRow } from './iam-rows.ts';
import { statementsOf } from './policy-document.ts';
import { roleStatements } from './role-statements.ts';

function roleName(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}

function existingRole({ store }: World, roleArn: string): RoleRow | undefined {
  const role = roles(store).get(roleName(roleArn));
  return role?.arn === roleArn ? role : undefined;
}

/** A new role is not seen for `iam.propagation`. */
function isSeen({ clock }: World, { createdAt }: RoleRow): boolean {
  const waitMs = clock.duration('iam.propagation');
  return waitMs === 0 || clock.now() - Date.parse(createdAt) >= waitMs;
}

/** Is there such a role, and may `service` assume it? */
export function canAssumeRole(world: World, roleArn: string, service: string): boolean {
  const role = existingRole(world, roleArn);
  return role !== undefined && isSeen(world, role) && trusts(statementsOf(role.trustPolicy), service);
}

interface RoleRequest {
  readonly roleArn: string;
  readonly service: string;
  readonly action: string;
  readonly resourceArn: string;
}

/** What was decided by one state of a role and of its attached policies: rows are values. */
interface Decided {
  readonly attached: readonly (PolicyRow | undefined)[];
  readonly answers: Map<string, boolean>;
}

const MAX_ANSWERS = 1000;
const decided = new WeakMap<RoleRow, Decided>();

function decidedOf({ store }: World, role: RoleRow): Decided {
  const table = policies(store);
  const known = decided.get(role);
  if (known && role.attached.every((arn, index) => table.get(arn) === known.attached[index])) return known;
  const made = { attached: role.attached.map((arn) => table.get(arn)), answers: new Map<string, boolean>() };
  decided.set(role, made);
  return made;
}

/**
 * May `service` assume the role (trust policy), and do the role's policies allow `action` on `resourceArn`? The gateway asks
 * the same with every request.
 */
export function roleAllows(world: World, { roleArn, service, action, resourceArn }: RoleRequest): boolean {
  const role = existingRole(world, roleArn);
  if (!role || !isSeen(world, role)) return false;
  const { answers } = decidedOf(world, role);
  const question = `${service} ${action} ${resourceArn}`;
  const known = answers.get(question);
  if (known !== undefined) return known;
  const allows =
    trusts(statementsOf(role.trustPolicy), service) &&
    decide(roleStatements(world.store, role), action, resourceArn) === 'allowed';
  if (answers.size < MAX_ANSWERS) answers.set(question, allows);
  return allows;
}
