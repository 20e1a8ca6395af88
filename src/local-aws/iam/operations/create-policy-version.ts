import type { Operation } from '../../kernel/operation.ts';
import { booleanOf } from '../../kernel/members.ts';
import { changePolicy } from '../find-policy.ts';
import { limitExceeded } from '../iam-error.ts';
import type { PolicyVersion } from '../iam-rows.ts';
import { checkPolicyDocument } from '../policy-document.ts';
import { required } from '../read-params.ts';
import { showVersion } from '../show.ts';

const VERSIONS_PER_POLICY = 5;

export const createPolicyVersion: Operation = {
  name: 'CreatePolicyVersion',
  writes: true,
  handle: (params, { store, clock }) => {
    const document = required(params, 'PolicyDocument');
    const createdAt = new Date(clock.now()).toISOString();
    const policy = changePolicy(store, params, ({ versions, lastVersion, defaultVersionId }) => {
      checkPolicyDocument(document, 'permissions');
      if (versions.length >= VERSIONS_PER_POLICY) {
        throw limitExceeded(
          `A managed policy can have up to ${VERSIONS_PER_POLICY} versions. Before you create a new version, you must delete an existing version.`,
        );
      }
      const id = `v${lastVersion + 1}`;
      return {
        versions: [...versions, { id, document, createdAt }],
        lastVersion: lastVersion + 1,
        defaultVersionId: booleanOf(params, 'SetAsDefault') ? id : defaultVersionId,
        updatedAt: createdAt,
      };
    });
    return { body: { PolicyVersion: showVersion(policy, policy.versions.at(-1) as PolicyVersion, { full: false }) } };
  },
};
