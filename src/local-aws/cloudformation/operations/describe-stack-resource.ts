import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { validationError } from '../cloudformation-error.ts';
import { findStack } from '../stack/find-stack.ts';
import { resourceKey, resources } from '../stack/stack-rows.ts';

export const describeStackResource: Operation = {
  name: 'DescribeStackResource',
  writes: false,
  handle: (params, world) => {
    const stack = findStack(world, params, (name) => `Stack '${name}' does not exist`);
    const logicalId = stringOf(params, 'LogicalResourceId') ?? '';
    const row = resources(world).get(resourceKey(stack.stackId, logicalId));
    if (!row) throw validationError(`Resource ${logicalId} does not exist for stack ${stack.name}`);
    const detail = {
      StackName: stack.name,
      StackId: stack.stackId,
      LogicalResourceId: row.logicalId,
      ...(row.current && { PhysicalResourceId: row.current.physicalId }),
      ResourceType: row.type,
      LastUpdatedTimestamp: new Date(row.changedAt),
      ResourceStatus: row.status,
      ...(row.statusReason !== undefined && { ResourceStatusReason: row.statusReason }),
      Metadata: JSON.stringify(row.metadata ?? {}),
      DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
    };
    return { body: { StackResourceDetail: detail } };
  },
};
