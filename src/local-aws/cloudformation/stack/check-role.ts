import { stringOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { canAssumeRole } from '../../iam/role-allows.ts';
import { validationError } from '../cloudformation-error.ts';

/** The request's RoleARN. Throws ValidationError for a role that CloudFormation could not assume. */
export function readRole(world: World, params: Params): string | undefined {
  const roleArn = stringOf(params, 'RoleARN');
  if (roleArn === undefined || world.config.acceptAnyRole) return roleArn;
  if (canAssumeRole(world, roleArn, 'cloudformation.amazonaws.com')) return roleArn;
  throw validationError(`Role ${roleArn} is invalid or cannot be assumed`);
}
