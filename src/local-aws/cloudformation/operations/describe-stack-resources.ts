import { stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { validationError } from '../cloudformation-error.ts';
import { findStack } from '../stack/find-stack.ts';
import { resources, resourcesOf, stacks, type ResourceRow, type StackRow } from '../stack/stack-rows.ts';

/** At most 100; by the stack, or by a physical id of one of its resources. */
export const describeStackResources: Operation = {
  name: 'DescribeStackResources',
  writes: false,
  handle: (params, world) => {
    const stack = stackOf(params, world);
    const logicalId = stringOf(params, 'LogicalResourceId');
    const rows = resourcesOf(world, stack.stackId).filter(
      (row) => logicalId === undefined || row.logicalId === logicalId,
    );
    return { body: { StackResources: rows.slice(0, 100).map((row) => describeResource(row, stack)) } };
  },
};

function stackOf(params: Params, world: World): StackRow {
  const physicalId = stringOf(params, 'PhysicalResourceId');
  if (physicalId === undefined) return findStack(world, params, (name) => `Stack with id ${name} does not exist`);
  const owner = resources(world)
    .values()
    .find((row) => row.current?.physicalId === physicalId);
  const stack = owner && stacks(world).get(owner.stackId);
  if (!stack) throw validationError(`Stack for ${physicalId} does not exist`);
  return stack;
}

function describeResource(row: ResourceRow, stack: StackRow): unknown {
  return {
    StackName: stack.name,
    StackId: stack.stackId,
    LogicalResourceId: row.logicalId,
    ...(row.current && { PhysicalResourceId: row.current.physicalId }),
    ResourceType: row.type,
    Timestamp: new Date(row.changedAt),
    ResourceStatus: row.status,
    ...(row.statusReason !== undefined && { ResourceStatusReason: row.statusReason }),
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  };
}
