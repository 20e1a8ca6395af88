import { defineOperation } from '../define-operation.ts';
import { describeRuntimeManagement } from '../describe-runtime-management.ts';
import { invalidParameter } from '../errors.ts';
import { findQualified } from '../find-version.ts';
import { qualifiedKey, versions } from '../function-rows.ts';
import { locateFunction } from '../locate-function.ts';
import { namespacedFunctionName, qualifier } from '../validation/names.ts';
import { oneOf, string, structure } from '../validation/shape.ts';

const runtimeVersionArn = string({
  min: 26,
  max: 2048,
  pattern: String.raw`arn:(aws[a-zA-Z-]*):lambda:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\d{1}::runtime:.+`,
});

/** Kept and shown; functions run on the machine's own Node whatever is set. */
export const putRuntimeManagementConfig = defineOperation({
  name: 'PutRuntimeManagementConfig',
  route: 'PUT /2021-07-20/functions/{FunctionName}/runtime-management-config',
  writes: true,
  input: structure(
    { FunctionName: namespacedFunctionName, UpdateRuntimeOn: oneOf('Auto', 'Manual', 'FunctionUpdate') },
    { Qualifier: qualifier, RuntimeVersionArn: runtimeVersionArn },
  ),
  handle: (request, world) => {
    const { UpdateRuntimeOn: updateOn, RuntimeVersionArn: arn } = request;
    if ((updateOn === 'Manual') !== (arn !== undefined)) {
      throw invalidParameter('You must specify a RuntimeVersionArn if, and only if, UpdateRuntimeOn is Manual.');
    }
    const { version } = findQualified(world, locateFunction(world, request));
    const changed = { ...version, runtimeManagement: { updateOn, ...(arn !== undefined && { arn }) } };
    versions(world).set(qualifiedKey(version.functionName, version.version), changed);
    return { body: describeRuntimeManagement(world, changed) };
  },
});
