import { defineOperation } from '../define-operation.ts';
import { describeEventInvoke, locateEventInvoke, noEventInvokeConfig } from '../event-invoke-input.ts';
import { eventInvokeConfigs } from '../event-invoke-rows.ts';
import { namespacedFunctionName, qualifier } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const getFunctionEventInvokeConfig = defineOperation({
  name: 'GetFunctionEventInvokeConfig',
  route: 'GET /2019-09-25/functions/{FunctionName}/event-invoke-config',
  writes: false,
  input: structure({ FunctionName: namespacedFunctionName }, { Qualifier: qualifier }),
  handle: (request, world) => {
    const target = locateEventInvoke(world, request);
    const row = eventInvokeConfigs(world).get(target.key);
    if (!row) throw noEventInvokeConfig(world, target);
    return { body: describeEventInvoke(world, row) };
  },
});
