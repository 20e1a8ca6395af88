import type { Operation } from '../../kernel/operation.ts';
import { findGroup } from '../find-group.ts';

/** The older form of ListTagsForResource. */
export const listTagsLogGroup: Operation = {
  name: 'ListTagsLogGroup',
  writes: false,
  handle: (params, world) => ({ body: { tags: findGroup(params, world).tags } }),
};
