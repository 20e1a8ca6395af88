import type { Operation } from '../../kernel/operation.ts';
import { changePolicy, countAttachments } from '../find-policy.ts';
import { deleteConflict } from '../iam-error.ts';
import { policies } from '../iam-rows.ts';

export const deletePolicy: Operation = {
  name: 'DeletePolicy',
  writes: true,
  handle: (params, { store }) => {
    const { arn, versions } = changePolicy(store, params, () => ({}));
    if (countAttachments(store, arn) > 0) throw deleteConflict('Cannot delete a policy attached to entities.');
    if (versions.length > 1) {
      throw deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    }
    policies(store).delete(arn);
    return {};
  },
};
