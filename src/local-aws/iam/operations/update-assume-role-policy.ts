import type { Operation } from '../../kernel/operation.ts';
import { changeRole } from '../find-role.ts';
import { checkPolicyDocument } from '../policy-document.ts';
import { required } from '../read-params.ts';

export const updateAssumeRolePolicy: Operation = {
  name: 'UpdateAssumeRolePolicy',
  writes: true,
  handle: (params, { store }) => {
    const trustPolicy = required(params, 'PolicyDocument');
    changeRole(store, params, () => {
      checkPolicyDocument(trustPolicy, 'trust');
      return { trustPolicy };
    });
    return {};
  },
};
