import { AwsError } from '../../kernel/aws-error.ts';
import { defineOperation } from '../define-operation.ts';
import { describeProvisioned } from '../describe-provisioned.ts';
import { findProvisionable } from '../find-provisionable.ts';
import { provisionedConfigs } from '../provisioned-rows.ts';
import { functionName, provisionedQualifier } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

const UNPUBLISHED = 'The function resource provided must be an alias or a published version.';
const NONE = 'No Provisioned Concurrency Config found for this function';

export const getProvisionedConcurrencyConfig = defineOperation({
  name: 'GetProvisionedConcurrencyConfig',
  route: 'GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency',
  writes: false,
  input: structure({ FunctionName: functionName, Qualifier: provisionedQualifier }, {}),
  handle: (request, world) => {
    const { key } = findProvisionable(world, request, UNPUBLISHED);
    const row = provisionedConfigs(world).get(key);
    if (!row) throw new AwsError('ProvisionedConcurrencyConfigNotFoundException', 404, NONE);
    return { body: describeProvisioned(row) };
  },
});
