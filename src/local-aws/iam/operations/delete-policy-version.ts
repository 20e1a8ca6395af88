import type { Operation } from '../../kernel/operation.ts';
import { changePolicy, findVersion } from '../find-policy.ts';
import { deleteConflict } from '../iam-error.ts';

export const deletePolicyVersion: Operation = {
  name: 'DeletePolicyVersion',
  writes: true,
  handle: (params, { store }) => {
    changePolicy(store, params, (policy) => {
      const { id } = findVersion(policy, params);
      if (id === policy.defaultVersionId) throw deleteConflict('Cannot delete the default version of a policy.');
      return { versions: policy.versions.filter((version) => version.id !== id) };
    });
    return {};
  },
};
