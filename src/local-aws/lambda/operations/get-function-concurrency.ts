import { defineOperation } from '../define-operation.ts';
import { findFunction } from '../find-version.ts';
import { locateFunction } from '../locate-function.ts';
import { functionName } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const getFunctionConcurrency = defineOperation({
  name: 'GetFunctionConcurrency',
  route: 'GET /2019-09-30/functions/{FunctionName}/concurrency',
  writes: false,
  input: structure({ FunctionName: functionName }, {}),
  handle: (request, world) => {
    const { reservedConcurrency } = findFunction(world, locateFunction(world, request).name);
    return { body: reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency } };
  },
});
