import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { findGroup } from '../find-group.ts';

export const listTagsForResource: Operation = {
  name: 'ListTagsForResource',
  writes: false,
  handle: (params, world) => ({
    body: { tags: findGroup({ logGroupIdentifier: stringOf(params, 'resourceArn') }, world).tags },
  }),
};
