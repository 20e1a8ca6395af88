import type { Operation } from '../../kernel/operation.ts';
import { awsManagedDocument } from '../aws-managed-policies.ts';
import { changeRole } from '../find-role.ts';
import { limitExceeded, notAttachable } from '../iam-error.ts';
import { policies } from '../iam-rows.ts';
import { required } from '../read-params.ts';

const POLICIES_PER_ROLE = 10;

export const attachRolePolicy: Operation = {
  name: 'AttachRolePolicy',
  writes: true,
  handle: (params, { store }) => {
    const arn = required(params, 'PolicyArn');
    changeRole(store, params, ({ attached }) => {
      if (!policies(store).has(arn) && awsManagedDocument(arn) === undefined) throw notAttachable(arn);
      const arns = [...new Set([...attached, arn])];
      if (arns.length > POLICIES_PER_ROLE) {
        throw limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${POLICIES_PER_ROLE}`);
      }
      return { attached: arns };
    });
    return {};
  },
};
