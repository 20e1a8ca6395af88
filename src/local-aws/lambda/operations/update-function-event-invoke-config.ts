import { defineOperation } from '../define-operation.ts';
import {
  changeEventInvoke,
  checkEventInvokeInput,
  describeEventInvoke,
  eventInvokeInput,
  noEventInvokeConfig,
} from '../event-invoke-input.ts';
import { eventInvokeConfigs } from '../event-invoke-rows.ts';

export const updateFunctionEventInvokeConfig = defineOperation({
  name: 'UpdateFunctionEventInvokeConfig',
  route: 'POST /2019-09-25/functions/{FunctionName}/event-invoke-config',
  writes: true,
  input: eventInvokeInput,
  handle: (request, world) => {
    const target = checkEventInvokeInput(world, request);
    const previous = eventInvokeConfigs(world).get(target.key);
    if (!previous) throw noEventInvokeConfig(world, target);
    const row = changeEventInvoke(world, target, request, previous);
    eventInvokeConfigs(world).set(target.key, row);
    return { body: describeEventInvoke(world, row) };
  },
});
