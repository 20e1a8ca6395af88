import { defineOperation } from '../define-operation.ts';
import { findFunction } from '../find-version.ts';
import { functions } from '../function-rows.ts';
import { locateFunction } from '../locate-function.ts';
import { functionName } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const deleteFunctionConcurrency = defineOperation({
  name: 'DeleteFunctionConcurrency',
  route: 'DELETE /2017-10-31/functions/{FunctionName}/concurrency',
  writes: true,
  input: structure({ FunctionName: functionName }, {}),
  handle: (request, world) => {
    const { reservedConcurrency: _dropped, ...row } = findFunction(world, locateFunction(world, request).name);
    functions(world).set(row.name, row);
    return { status: 204 };
  },
});
