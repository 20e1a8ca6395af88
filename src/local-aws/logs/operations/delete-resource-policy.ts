import { AwsError } from '../../kernel/aws-error.ts';
import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { resourcePolicies } from '../log-rows.ts';

export const deleteResourcePolicy: Operation = {
  name: 'DeleteResourcePolicy',
  writes: true,
  handle: (params, { store }) => {
    const name = stringOf(params, 'policyName') ?? '';
    if (resourcePolicies(store).delete(name)) return {};
    throw new AwsError('ResourceNotFoundException', 400, `Policy with name [${name}] does not exist`);
  },
};
