import { notImplemented } from '../../kernel/aws-error.ts';
import { recordOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';

const MEMBERS = [
  'DeploymentMode',
  'ResourcesToImport',
  'StackPolicyDuringUpdateBody',
  'StackPolicyDuringUpdateURL',
  'StackPolicyURL',
];

/** cdk says STANDARD, which is what happens anyway. */
function hasOtherMode(params: Params): boolean {
  const { Mode = 'STANDARD', DisableRollback = false } = recordOf<unknown>(params, 'DeploymentConfig') ?? {};
  return Mode !== 'STANDARD' || String(DisableRollback) === 'true';
}

/**
 * Members that would change what happens, and here would not. Throws NotImplemented. ImportExistingResources and
 * IncludeNestedStacks may stand, cdk always sets them: what exists already fails by its name, nested stacks by their type.
 */
export function refuseUnsupported(operation: string, params: Params): void {
  const triggers = recordOf<unknown>(params, 'RollbackConfiguration')?.['RollbackTriggers'];
  const found =
    MEMBERS.find((name) => params[name] !== undefined) ??
    (hasOtherMode(params) ? 'DeploymentConfig' : undefined) ??
    (Array.isArray(triggers) && triggers.length > 0 ? 'RollbackTriggers' : undefined);
  if (found !== undefined) throw notImplemented('cloudformation', `${operation} with ${found}`);
}
