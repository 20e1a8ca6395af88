import type { Operation } from '../../kernel/operation.ts';
import { stringOf } from '../../kernel/members.ts';
import { findRole } from '../find-role.ts';
import { page } from '../read-params.ts';

export const listAttachedRolePolicies: Operation = {
  name: 'ListAttachedRolePolicies',
  writes: false,
  handle: (params, { store }) => {
    const prefix = stringOf(params, 'PathPrefix') || '/';
    const attached = findRole(store, params)
      .attached.map((arn) => ({ PolicyName: arn.slice(arn.lastIndexOf('/') + 1), PolicyArn: arn }))
      .filter(({ PolicyArn }) => PolicyArn.slice(PolicyArn.indexOf('/')).startsWith(prefix));
    const { items, more } = page(attached, params);
    return { body: { AttachedPolicies: items, ...more } };
  },
};
