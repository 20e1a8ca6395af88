import { canAssumeRole } from '../iam/role-allows.ts';
import type { World } from '../kernel/world.ts';
import { accessDenied, invalidParameter } from './errors.ts';

/** AWS refuses a role that is missing, does not trust Lambda or is too fresh, all with one text. */
export function checkRole(world: World, roleArn: string): void {
  if (world.config.acceptAnyRole) return;
  if (roleArn.split(':')[4] !== world.config.accountId) throw accessDenied('Cross-account pass role is not allowed.');
  if (!canAssumeRole(world, roleArn, 'lambda.amazonaws.com')) {
    throw invalidParameter('The role defined for the function cannot be assumed by Lambda.');
  }
}
