import { defineOperation } from '../define-operation.ts';
import {
  changeEventInvoke,
  checkEventInvokeInput,
  describeEventInvoke,
  eventInvokeInput,
} from '../event-invoke-input.ts';
import { eventInvokeConfigs } from '../event-invoke-rows.ts';

/** Replaces what there was. */
export const putFunctionEventInvokeConfig = defineOperation({
  name: 'PutFunctionEventInvokeConfig',
  route: 'PUT /2019-09-25/functions/{FunctionName}/event-invoke-config',
  writes: true,
  input: eventInvokeInput,
  handle: (request, world) => {
    const target = checkEventInvokeInput(world, request);
    const row = changeEventInvoke(world, target, request);
    eventInvokeConfigs(world).set(target.key, row);
    return { body: describeEventInvoke(world, row) };
  },
});
