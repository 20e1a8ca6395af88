import type { Operation } from '../../kernel/operation.ts';
import { changeRole } from '../find-role.ts';
import { checkPolicyDocument } from '../policy-document.ts';
import { required, requiredName } from '../read-params.ts';

export const putRolePolicy: Operation = {
  name: 'PutRolePolicy',
  writes: true,
  handle: (params, { store }) => {
    const name = requiredName(params, 'PolicyName', 128);
    const document = required(params, 'PolicyDocument');
    changeRole(store, params, ({ inline }) => {
      checkPolicyDocument(document, 'permissions');
      return { inline: { ...inline, [name]: document } };
    });
    return {};
  },
};
