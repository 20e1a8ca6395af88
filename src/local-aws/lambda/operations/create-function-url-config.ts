import { createHash, randomUUID } from 'node:crypto';
import { defineOperation } from '../define-operation.ts';
import { conflict } from '../errors.ts';
import { lambdaTime } from '../lambda-time.ts';
import { openUrl } from '../urls/serve-urls.ts';
import {
  authType,
  checkUrlTarget,
  describeUrl,
  locateUrl,
  refuseStreaming,
  urlArn,
  urlMembers,
} from '../urls/url-input.ts';
import { functionUrls, type FunctionUrlRow } from '../urls/url-rows.ts';
import { functionName, urlQualifier } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

const ID_LENGTH = 32;

export const createFunctionUrlConfig = defineOperation({
  name: 'CreateFunctionUrlConfig',
  route: 'POST /2021-10-31/functions/{FunctionName}/url',
  writes: true,
  input: structure({ FunctionName: functionName, AuthType: authType }, { ...urlMembers, Qualifier: urlQualifier }),
  handle: async (request, world) => {
    refuseStreaming('CreateFunctionUrlConfig', request);
    const target = locateUrl(world, request);
    checkUrlTarget(world, target);
    const { functionName: name, qualifier, key } = target;
    if (functionUrls(world).has(key)) {
      throw conflict(
        `Failed to create function url config for [functionArn = ${urlArn(world, target)}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
      );
    }
    const id = createHash('sha256').update(randomUUID()).digest('hex').slice(0, ID_LENGTH);
    const now = lambdaTime(world.clock.now());
    const reserved: FunctionUrlRow = {
      functionName: name,
      qualifier,
      id,
      url: '',
      authType: request.AuthType,
      ...(request.Cors && { cors: request.Cors }),
      creationTime: now,
      lastModifiedTime: now,
    };
    // Kept before the port is opened, so that of two that create it at once the second is refused.
    functionUrls(world).set(key, reserved);
    const row = { ...reserved, url: await openUrl(world, reserved) };
    functionUrls(world).set(key, row);
    return { status: 201, body: describeUrl(world, row) };
  },
});
