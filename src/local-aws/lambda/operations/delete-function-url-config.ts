import { defineOperation } from '../define-operation.ts';
import { closeUrl } from '../urls/serve-urls.ts';
import { findUrl, locateUrl } from '../urls/url-input.ts';
import { functionUrls } from '../urls/url-rows.ts';
import { functionName, urlQualifier } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const deleteFunctionUrlConfig = defineOperation({
  name: 'DeleteFunctionUrlConfig',
  route: 'DELETE /2021-10-31/functions/{FunctionName}/url',
  writes: true,
  input: structure({ FunctionName: functionName }, { Qualifier: urlQualifier }),
  handle: (request, world) => {
    const target = locateUrl(world, request);
    closeUrl(world, findUrl(world, target));
    functionUrls(world).delete(target.key);
    return { status: 204 };
  },
});
