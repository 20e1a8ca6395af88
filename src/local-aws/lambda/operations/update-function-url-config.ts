import { defineOperation } from '../define-operation.ts';
import { lambdaTime } from '../lambda-time.ts';
import {
  authType,
  checkUrlTarget,
  describeUrl,
  findUrl,
  locateUrl,
  refuseStreaming,
  urlMembers,
} from '../urls/url-input.ts';
import { functionUrls } from '../urls/url-rows.ts';
import { functionName, urlQualifier } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const updateFunctionUrlConfig = defineOperation({
  name: 'UpdateFunctionUrlConfig',
  route: 'PUT /2021-10-31/functions/{FunctionName}/url',
  writes: true,
  input: structure({ FunctionName: functionName }, { ...urlMembers, AuthType: authType, Qualifier: urlQualifier }),
  handle: (request, world) => {
    refuseStreaming('UpdateFunctionUrlConfig', request);
    const target = locateUrl(world, request);
    checkUrlTarget(world, target);
    const row = findUrl(world, target);
    const updated = {
      ...row,
      authType: request.AuthType ?? row.authType,
      ...(request.Cors && { cors: request.Cors }),
      lastModifiedTime: lambdaTime(world.clock.now()),
    };
    functionUrls(world).set(target.key, updated);
    return { body: describeUrl(world, updated) };
  },
});
