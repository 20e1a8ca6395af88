import type { Operation } from '../../kernel/operation.ts';
import { versionHeader } from '../object-metadata.ts';
import { retag } from '../retag.ts';

export const deleteObjectTagging: Operation = {
  name: 'DeleteObjectTagging',
  route: 'DELETE /{Bucket}/{Key+}?tagging',
  writes: true,
  handle: (params, world, context) => ({ status: 204, headers: versionHeader(retag(world, params, context, {})) }),
};
