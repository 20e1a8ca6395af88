import type { Operation } from '../../kernel/operation.ts';
import { findTable } from '../table-rows.ts';

export const listTagsOfResource: Operation = {
  name: 'ListTagsOfResource',
  writes: false,
  handle: (params, world) => ({ body: { Tags: findTable(world, params, 'ResourceArn').tags } }),
};
