import { defineOperation } from '../define-operation.ts';
import { locateEventInvoke, noEventInvokeConfig } from '../event-invoke-input.ts';
import { eventInvokeConfigs } from '../event-invoke-rows.ts';
import { namespacedFunctionName, qualifier } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const deleteFunctionEventInvokeConfig = defineOperation({
  name: 'DeleteFunctionEventInvokeConfig',
  route: 'DELETE /2019-09-25/functions/{FunctionName}/event-invoke-config',
  writes: true,
  input: structure({ FunctionName: namespacedFunctionName }, { Qualifier: qualifier }),
  handle: (request, world) => {
    const target = locateEventInvoke(world, request);
    if (!eventInvokeConfigs(world).delete(target.key)) throw noEventInvokeConfig(world, target);
    return { status: 204 };
  },
});
