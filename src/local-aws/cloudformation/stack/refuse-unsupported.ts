import { notImplemented } from '../../kernel/aws-error.ts';
import { booleanOf, recordOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';

const MEMBERS = [
  'DeploymentConfig',
  'DeploymentMode',
  'ResourcesToImport',
  'StackPolicyDuringUpdateBody',
  'StackPolicyDuringUpdateURL',
  'StackPolicyURL',
];
const SWITCHES = ['ImportExistingResources', 'IncludeNestedStacks'];

/** Members that would change what happens, and here would not. Throws NotImplemented. */
export function refuseUnsupported(operation: string, params: Params): void {
  const triggers = recordOf<unknown>(params, 'RollbackConfiguration')?.['RollbackTriggers'];
  const found =
    MEMBERS.find((name) => params[name] !== undefined) ??
    SWITCHES.find((name) => booleanOf(params, name) === true) ??
    (Array.isArray(triggers) && triggers.length > 0 ? 'RollbackTriggers' : undefined);
  if (found !== undefined) throw notImplemented('cloudformation', `${operation} with ${found}`);
}
