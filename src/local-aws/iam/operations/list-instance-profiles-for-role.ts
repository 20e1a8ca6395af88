import type { Operation } from '../../kernel/operation.ts';
import { findRole } from '../find-role.ts';

/** There are none: Lambda's tools only ask before they delete a role. */
export const listInstanceProfilesForRole: Operation = {
  name: 'ListInstanceProfilesForRole',
  writes: false,
  handle: (params, { store }) => {
    findRole(store, params);
    return { body: { InstanceProfiles: [], IsTruncated: false } };
  },
};
