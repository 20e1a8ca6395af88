import type { World } from '../../kernel/world.ts';
import type { StackParameter } from '../template/parameters.ts';
import { readTemplate } from './keep-template.ts';
import type { StackOutput, StackRow } from './stack-rows.ts';

/** A stack as DescribeStacks answers it. */
export function describeStack(world: World, stack: StackRow): Record<string, unknown> {
  const { target } = stack;
  return {
    StackId: stack.stackId,
    StackName: stack.name,
    ...(stack.changeSetId !== undefined && { ChangeSetId: stack.changeSetId }),
    ...(stack.description !== undefined && { Description: stack.description }),
    ...(target.parameters.length > 0 && { Parameters: describeParameters(world, stack) }),
    CreationTime: new Date(stack.createdAt),
    ...(stack.updatedAt !== undefined && { LastUpdatedTime: new Date(stack.updatedAt) }),
    ...(stack.deletedAt !== undefined && { DeletionTime: new Date(stack.deletedAt) }),
    RollbackConfiguration: {},
    StackStatus: stack.status,
    ...(stack.statusReason !== undefined && { StackStatusReason: stack.statusReason }),
    DisableRollback: stack.disableRollback,
    NotificationARNs: stack.notificationArns,
    ...(stack.timeoutMinutes !== undefined && { TimeoutInMinutes: stack.timeoutMinutes }),
    ...(stack.capabilities.length > 0 && { Capabilities: stack.capabilities }),
    ...(stack.outputs.length > 0 && { Outputs: stack.outputs.map(describeOutput) }),
    ...(stack.roleArn !== undefined && { RoleARN: stack.roleArn }),
    Tags: target.tags,
    EnableTerminationProtection: stack.terminationProtection,
    ...(stack.parentId !== undefined && { ParentId: stack.parentId, RootId: stack.rootId ?? stack.parentId }),
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

/** Values of NoEcho parameters are never shown. */
export function describeParameters(world: World, stack: Pick<StackRow, 'target'>): unknown[] {
  const declared = readTemplate(world, stack.target.templateSha256).Parameters ?? {};
  return stack.target.parameters.map(({ key, value, resolved }: StackParameter) => ({
    ParameterKey: key,
    ParameterValue: isTrue(declared[key]?.NoEcho) ? '****' : value,
    ...(resolved !== undefined && { ResolvedValue: resolved }),
  }));
}

export function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

function describeOutput({ key, value, description, exportName }: StackOutput): unknown {
  return {
    OutputKey: key,
    OutputValue: value,
    ...(description !== undefined && { Description: description }),
    ...(exportName !== undefined && { ExportName: exportName }),
  };
}
