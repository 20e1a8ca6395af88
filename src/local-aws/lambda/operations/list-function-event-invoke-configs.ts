import { defineOperation } from '../define-operation.ts';
import { describeEventInvoke } from '../event-invoke-input.ts';
import { eventInvokeConfigs } from '../event-invoke-rows.ts';
import { notFound } from '../errors.ts';
import { functions } from '../function-rows.ts';
import { locateFunction } from '../locate-function.ts';
import { paginate } from '../paginate.ts';
import { maxItemsUpTo50, namespacedFunctionName, text } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const listFunctionEventInvokeConfigs = defineOperation({
  name: 'ListFunctionEventInvokeConfigs',
  route: 'GET /2019-09-25/functions/{FunctionName}/event-invoke-config/list',
  writes: false,
  input: structure({ FunctionName: namespacedFunctionName }, { Marker: text, MaxItems: maxItemsUpTo50 }),
  handle: (request, world) => {
    const { name } = locateFunction(world, request);
    if (!functions(world).has(name)) throw notFound("The function doesn't exist.");
    const rows = eventInvokeConfigs(world)
      .values()
      .filter((row) => row.functionName === name);
    const { items, next } = paginate(rows, request, { keyOf: (row) => row.qualifier });
    const FunctionEventInvokeConfigs = items.map((row) => describeEventInvoke(world, row));
    return { body: { FunctionEventInvokeConfigs, NextMarker: next } };
  },
});
