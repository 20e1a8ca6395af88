import type { Operation } from '../../kernel/operation.ts';
import { changePolicy, findVersion } from '../find-policy.ts';

export const setDefaultPolicyVersion: Operation = {
  name: 'SetDefaultPolicyVersion',
  writes: true,
  handle: (params, { store }) => {
    changePolicy(store, params, (policy) => ({ defaultVersionId: findVersion(policy, params).id }));
    return {};
  },
};
