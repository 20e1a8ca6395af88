import type { Operation } from '../../kernel/operation.ts';
import { findPolicy } from '../find-policy.ts';
import { page } from '../read-params.ts';
import { showVersion } from '../show.ts';

export const listPolicyVersions: Operation = {
  name: 'ListPolicyVersions',
  writes: false,
  handle: (params, { store }) => {
    const policy = findPolicy(store, params);
    const { items, more } = page(policy.versions.toReversed(), params);
    return { body: { Versions: items.map((version) => showVersion(policy, version, { full: false })), ...more } };
  },
};
