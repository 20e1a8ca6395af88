import type { Operation } from '../../kernel/operation.ts';
import { countAttachments, findPolicy } from '../find-policy.ts';
import { showPolicy } from '../show.ts';

export const getPolicy: Operation = {
  name: 'GetPolicy',
  writes: false,
  handle: (params, { store }) => {
    const policy = findPolicy(store, params);
    return { body: { Policy: showPolicy(policy, countAttachments(store, policy.arn)) } };
  },
};
