import { defineOperation } from '../define-operation.ts';
import { describeProvisioned } from '../describe-provisioned.ts';
import { findFunction } from '../find-version.ts';
import { arnOf, locateFunction } from '../locate-function.ts';
import { paginate } from '../paginate.ts';
import { provisionedConfigs } from '../provisioned-rows.ts';
import { functionName, maxItemsUpTo50, text } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const listProvisionedConcurrencyConfigs = defineOperation({
  name: 'ListProvisionedConcurrencyConfigs',
  route: 'GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL',
  writes: false,
  input: structure({ FunctionName: functionName }, { Marker: text, MaxItems: maxItemsUpTo50 }),
  handle: (request, world) => {
    const { name } = findFunction(world, locateFunction(world, request).name);
    const rows = provisionedConfigs(world)
      .values()
      .filter((row) => row.functionName === name);
    const { items, next } = paginate(rows, request, { keyOf: (row) => row.qualifier });
    const ProvisionedConcurrencyConfigs = items.map((row) => ({
      FunctionArn: arnOf(world, name, row.qualifier),
      ...describeProvisioned(row),
    }));
    return { body: { ProvisionedConcurrencyConfigs, NextMarker: next } };
  },
});
