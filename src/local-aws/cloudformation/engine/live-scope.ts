import type { World } from '../../kernel/world.ts';
import { validationError } from '../cloudformation-error.ts';
import { resourceKey, resources, type ResourceRow } from '../stack/stack-rows.ts';
import type { Scope } from '../template/evaluate.ts';

/** What resources are by now. */
export function liveResources(world: World, stackId: string): Pick<Scope, 'ref' | 'getAtt'> {
  const current = (logicalId: string): NonNullable<ResourceRow['current']> => {
    const row = resources(world).get(resourceKey(stackId, logicalId));
    if (!row?.current) throw validationError(`Resource ${logicalId} has no physical id yet`);
    return row.current;
  };
  return {
    ref: (logicalId) => current(logicalId).ref,
    getAtt: (logicalId, attribute) => {
      const value = current(logicalId).attributes[attribute];
      if (value !== undefined) return value;
      throw validationError(
        `Template error: resource ${logicalId} does not support attribute type ${attribute} in Fn::GetAtt`,
      );
    },
  };
}
