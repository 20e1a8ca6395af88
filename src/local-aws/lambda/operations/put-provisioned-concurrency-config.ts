import type { World } from '../../kernel/world.ts';
import { provisionedTotal, unreservedConcurrency } from '../account-usage.ts';
import { defineOperation } from '../define-operation.ts';
import { describeProvisioned } from '../describe-provisioned.ts';
import { conflict, invalidParameter } from '../errors.ts';
import { findProvisionable, type Provisionable } from '../find-provisionable.ts';
import { findFunction } from '../find-version.ts';
import { qualifiedKey } from '../function-rows.ts';
import { limits } from '../limits.ts';
import { beginProvisioning } from '../provision.ts';
import { provisionedConfigs } from '../provisioned-rows.ts';
import { functionName, provisionedQualifier } from '../validation/names.ts';
import { integer, structure } from '../validation/shape.ts';

const UNPUBLISHED = 'Provisioned Concurrency Configs cannot be applied to unpublished function versions.';
const GREATER = "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency";
const DECREASES =
  "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of";

/** Reserved concurrency bounds what all versions have together; without it the account's does. */
function checkRoom(world: World, { functionName: name, qualifier }: Provisionable, requested: number): void {
  const total = provisionedTotal(world, name, qualifier) + requested;
  const reserved = findFunction(world, name).reservedConcurrency;
  if (reserved !== undefined) {
    if (total <= reserved) return;
    throw invalidParameter(
      'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function',
    );
  }
  const unreserved = unreservedConcurrency(world, name);
  if (total > unreserved) throw invalidParameter(`${GREATER} [${unreserved}].`);
  if (unreserved - total < limits.minimumUnreserved) {
    throw invalidParameter(`${DECREASES} [${limits.minimumUnreserved}].`);
  }
}

/** A version and an alias that points to it cannot both have it. */
function refuseBoth(world: World, target: Provisionable): void {
  const { functionName: name, qualifier, version } = target;
  if (qualifier !== version && provisionedConfigs(world).has(qualifiedKey(name, version))) {
    throw conflict("Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version");
  }
  const byAlias = provisionedConfigs(world)
    .values()
    .some((row) => row.functionName === name && row.version === qualifier && row.qualifier !== qualifier);
  if (byAlias) throw conflict('Version is pointed by a Provisioned Concurrency alias');
}

export const putProvisionedConcurrencyConfig = defineOperation({
  name: 'PutProvisionedConcurrencyConfig',
  route: 'PUT /2019-09-30/functions/{FunctionName}/provisioned-concurrency',
  writes: true,
  input: structure(
    {
      FunctionName: functionName,
      Qualifier: provisionedQualifier,
      ProvisionedConcurrentExecutions: integer({ min: 1 }),
    },
    {},
  ),
  handle: (request, world) => {
    const target = findProvisionable(world, request, UNPUBLISHED);
    const requested = request.ProvisionedConcurrentExecutions;
    checkRoom(world, target, requested);
    refuseBoth(world, target);
    const { functionName: name, qualifier, version } = target;
    const row = beginProvisioning(world, { functionName: name, qualifier, version, requested });
    return { status: 202, body: describeProvisioned(row) };
  },
});
