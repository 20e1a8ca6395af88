import { defineOperation } from '../define-operation.ts';
import { findFunction } from '../find-version.ts';
import { locateFunction } from '../locate-function.ts';
import { functionName } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

/** No function here has one: AWS then answers an empty ARN and no name. */
export const getFunctionCodeSigningConfig = defineOperation({
  name: 'GetFunctionCodeSigningConfig',
  route: 'GET /2020-06-30/functions/{FunctionName}/code-signing-config',
  writes: false,
  input: structure({ FunctionName: functionName }, {}),
  handle: (request, world) => {
    findFunction(world, locateFunction(world, request).name);
    return { body: { CodeSigningConfigArn: null, FunctionName: null } };
  },
});
