import type { Operation } from '../../kernel/operation.ts';
import { changePolicy } from '../find-policy.ts';
import { mergeTags, tagsOf } from '../read-params.ts';

export const tagPolicy: Operation = {
  name: 'TagPolicy',
  writes: true,
  handle: (params, { store }) => {
    changePolicy(store, params, ({ tags }) => ({ tags: mergeTags(tags, tagsOf(params)) }));
    return {};
  },
};
