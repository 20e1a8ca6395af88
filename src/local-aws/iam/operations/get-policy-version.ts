import type { Operation } from '../../kernel/operation.ts';
import { findPolicy, findVersion } from '../find-policy.ts';
import { showVersion } from '../show.ts';

export const getPolicyVersion: Operation = {
  name: 'GetPolicyVersion',
  writes: false,
  handle: (params, { store }) => {
    const policy = findPolicy(store, params);
    return { body: { PolicyVersion: showVersion(policy, findVersion(policy, params), { full: true }) } };
  },
};
