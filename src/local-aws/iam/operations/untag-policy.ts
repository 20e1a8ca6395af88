import type { Operation } from '../../kernel/operation.ts';
import { changePolicy } from '../find-policy.ts';
import { withoutTags } from '../read-params.ts';

export const untagPolicy: Operation = {
  name: 'UntagPolicy',
  writes: true,
  handle: (params, { store }) => {
    changePolicy(store, params, ({ tags }) => ({ tags: withoutTags(tags, params) }));
    return {};
  },
};
