import { defineOperation } from '../define-operation.ts';
import { describeFunction } from '../describe-function.ts';
import { findQualified } from '../find-version.ts';
import { locateFunction } from '../locate-function.ts';
import { namespacedFunctionName, qualifier } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const getFunctionConfiguration = defineOperation({
  name: 'GetFunctionConfiguration',
  route: 'GET /2015-03-31/functions/{FunctionName}/configuration',
  writes: false,
  input: structure({ FunctionName: namespacedFunctionName }, { Qualifier: qualifier }),
  handle: (request, world) => {
    const located = locateFunction(world, request);
    const { version } = findQualified(world, located);
    return { body: describeFunction(world, version, located.qualifier) };
  },
});
