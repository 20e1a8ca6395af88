import type { Operation } from '../../kernel/operation.ts';
import { findPolicy } from '../find-policy.ts';
import { page } from '../read-params.ts';

export const listPolicyTags: Operation = {
  name: 'ListPolicyTags',
  writes: false,
  handle: (params, { store }) => {
    const { items, more } = page(findPolicy(store, params).tags, params);
    return { body: { Tags: items, ...more } };
  },
};
