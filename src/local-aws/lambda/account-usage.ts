import type { World } from '../kernel/world.ts';
import { codeStorageExceeded } from './errors.ts';
import { functions, versions } from './function-rows.ts';
import { layerVersions } from './layer-rows.ts';
import { limits } from './limits.ts';
import { provisionedConfigs } from './provisioned-rows.ts';

/** Every version of every function and every layer version that is left counts with its zip (recorded). */
export function totalCodeBytes(world: World): number {
  const rows = [...versions(world).values(), ...layerVersions(world).values()];
  return rows.reduce((sum, { code }) => sum + code.sizeBytes, 0);
}

export function checkCodeStorage(world: World, addedBytes: number): void {
  if (totalCodeBytes(world) + addedBytes > limits.totalCodeSize) throw codeStorageExceeded();
}

/** What of the account's concurrency is promised to one function: its reservation, or else what it has provisioned. */
function promised(world: World, name: string, reserved: number | undefined): number {
  return reserved ?? provisionedTotal(world, name);
}

export function provisionedTotal(world: World, name: string, exceptQualifier?: string): number {
  return provisionedConfigs(world)
    .values()
    .filter((row) => row.functionName === name && row.qualifier !== exceptQualifier)
    .reduce((sum, row) => sum + row.requested, 0);
}

export function unreservedConcurrency(world: World, exceptFunction?: string): number {
  return functions(world)
    .values()
    .filter(({ name }) => name !== exceptFunction)
    .reduce<number>(
      (left, row) => left - promised(world, row.name, row.reservedConcurrency),
      limits.concurrentExecutions,
    );
}
