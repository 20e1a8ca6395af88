import type { Operation } from '../../kernel/operation.ts';
import { changeRole } from '../find-role.ts';
import { mergeTags, tagsOf } from '../read-params.ts';

export const tagRole: Operation = {
  name: 'TagRole',
  writes: true,
  handle: (params, { store }) => {
    changeRole(store, params, ({ tags }) => ({ tags: mergeTags(tags, tagsOf(params)) }));
    return {};
  },
};
