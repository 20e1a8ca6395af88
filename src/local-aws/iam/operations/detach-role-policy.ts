import type { Operation } from '../../kernel/operation.ts';
import { changeRole } from '../find-role.ts';
import { noSuchPolicy } from '../iam-error.ts';
import { required } from '../read-params.ts';

export const detachRolePolicy: Operation = {
  name: 'DetachRolePolicy',
  writes: true,
  handle: (params, { store }) => {
    const arn = required(params, 'PolicyArn');
    changeRole(store, params, ({ attached }) => {
      if (!attached.includes(arn)) throw noSuchPolicy(arn);
      return { attached: attached.filter((other) => other !== arn) };
    });
    return {};
  },
};
