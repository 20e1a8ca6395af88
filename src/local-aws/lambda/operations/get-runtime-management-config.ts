import { defineOperation } from '../define-operation.ts';
import { describeRuntimeManagement } from '../describe-runtime-management.ts';
import { findQualified } from '../find-version.ts';
import { locateFunction } from '../locate-function.ts';
import { namespacedFunctionName, qualifier } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const getRuntimeManagementConfig = defineOperation({
  name: 'GetRuntimeManagementConfig',
  route: 'GET /2021-07-20/functions/{FunctionName}/runtime-management-config',
  writes: false,
  input: structure({ FunctionName: namespacedFunctionName }, { Qualifier: qualifier }),
  handle: (request, world) => {
    const { version } = findQualified(world, locateFunction(world, request));
    return { body: describeRuntimeManagement(world, version) };
  },
});
