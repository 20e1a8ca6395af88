import { defineOperation } from '../define-operation.ts';
import { findFunction } from '../find-version.ts';
import { functions } from '../function-rows.ts';
import { locateFunction } from '../locate-function.ts';
import { unqualifiedFunctionName } from '../validation/names.ts';
import { oneOf, structure } from '../validation/shape.ts';

/** Kept and shown; nothing here detects loops. */
export const putFunctionRecursionConfig = defineOperation({
  name: 'PutFunctionRecursionConfig',
  route: 'PUT /2024-08-31/functions/{FunctionName}/recursion-config',
  writes: true,
  input: structure({ FunctionName: unqualifiedFunctionName, RecursiveLoop: oneOf('Allow', 'Terminate') }, {}),
  handle: (request, world) => {
    const row = findFunction(world, locateFunction(world, request).name);
    functions(world).set(row.name, { ...row, recursiveLoop: request.RecursiveLoop });
    return { body: { RecursiveLoop: request.RecursiveLoop } };
  },
});
