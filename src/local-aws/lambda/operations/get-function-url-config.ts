import { defineOperation } from '../define-operation.ts';
import { describeUrl, findUrl, locateUrl } from '../urls/url-input.ts';
import { functionName, urlQualifier } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const getFunctionUrlConfig = defineOperation({
  name: 'GetFunctionUrlConfig',
  route: 'GET /2021-10-31/functions/{FunctionName}/url',
  writes: false,
  input: structure({ FunctionName: functionName }, { Qualifier: urlQualifier }),
  handle: (request, world) => ({ body: describeUrl(world, findUrl(world, locateUrl(world, request))) }),
});
