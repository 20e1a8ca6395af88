import type { Operation } from '../../kernel/operation.ts';
import { changeRole } from '../find-role.ts';
import { withoutTags } from '../read-params.ts';

export const untagRole: Operation = {
  name: 'UntagRole',
  writes: true,
  handle: (params, { store }) => {
    changeRole(store, params, ({ tags }) => ({ tags: withoutTags(tags, params) }));
    return {};
  },
};
