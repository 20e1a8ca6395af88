import type { Params } from '../../kernel/operation.ts';
import { stringOf } from '../../kernel/members.ts';
import type { World } from '../../kernel/world.ts';
import { validationError } from '../cloudformation-error.ts';
import { stacks, type StackRow } from './stack-rows.ts';

/** By name: what is not deleted; by id: deleted ones too. */
export function lookUpStack(world: World, nameOrId: string): StackRow | undefined {
  if (nameOrId.startsWith('arn:')) return stacks(world).get(nameOrId);
  return stacks(world)
    .values()
    .find((stack) => stack.name === nameOrId && stack.status !== 'DELETE_COMPLETE');
}

/** `message` as the operation words it. */
export function findStack(world: World, params: Params, message?: (nameOrId: string) => string): StackRow {
  const nameOrId = requireStackName(params);
  const stack = lookUpStack(world, nameOrId);
  if (!stack) throw validationError(message?.(nameOrId) ?? `Stack with id ${nameOrId} does not exist`);
  return stack;
}

export function requireStackName(params: Params): string {
  const name = stringOf(params, 'StackName');
  if (!name) {
    throw validationError(
      "1 validation error detected: Value null at 'stackName' failed to satisfy constraint: Member must not be null",
    );
  }
  return name;
}

export function checkNewStackName(name: string): void {
  if (/^[a-zA-Z][-a-zA-Z0-9]*$/.test(name) && name.length <= 128) return;
  throw validationError(
    `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
  );
}
