import { defineOperation } from '../define-operation.ts';
import { findFunction } from '../find-version.ts';
import { locateFunction } from '../locate-function.ts';
import { unqualifiedFunctionName } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const getFunctionRecursionConfig = defineOperation({
  name: 'GetFunctionRecursionConfig',
  route: 'GET /2024-08-31/functions/{FunctionName}/recursion-config',
  writes: false,
  input: structure({ FunctionName: unqualifiedFunctionName }, {}),
  handle: (request, world) => {
    const { recursiveLoop } = findFunction(world, locateFunction(world, request).name);
    return { body: { RecursiveLoop: recursiveLoop } };
  },
});
