import { defineOperation } from '../define-operation.ts';
import { findProvisionable } from '../find-provisionable.ts';
import { provisionedConfigs } from '../provisioned-rows.ts';
import { functionName, provisionedQualifier } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

const UNPUBLISHED = 'The function resource provided must be an alias or a published version.';

/** Deleting what is not there is no error (recorded). */
export const deleteProvisionedConcurrencyConfig = defineOperation({
  name: 'DeleteProvisionedConcurrencyConfig',
  route: 'DELETE /2019-09-30/functions/{FunctionName}/provisioned-concurrency',
  writes: true,
  input: structure({ FunctionName: functionName, Qualifier: provisionedQualifier }, {}),
  handle: async (request, world) => {
    const target = findProvisionable(world, request, UNPUBLISHED);
    if (provisionedConfigs(world).delete(target.key)) {
      await world.invoker.provision(target.functionName, target.version, 0);
    }
    return { status: 204 };
  },
});
