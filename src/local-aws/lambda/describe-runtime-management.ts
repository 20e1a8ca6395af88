import type { World } from '../kernel/world.ts';
import type { VersionRow } from './function-rows.ts';
import { arnOf } from './locate-function.ts';

export function describeRuntimeManagement(world: World, row: VersionRow): Record<string, unknown> {
  const { updateOn, arn } = row.runtimeManagement ?? { updateOn: 'Auto' };
  return {
    UpdateRuntimeOn: updateOn,
    FunctionArn: arnOf(world, row.functionName, row.version),
    RuntimeVersionArn: arn ?? null,
  };
}
