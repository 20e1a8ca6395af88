import { defineOperation, fields } from '../define-operation.ts';
import { id } from '../input/members.ts';
import { findTagged } from '../tagged.ts';

export const getTags = defineOperation({
  name: 'GetTags',
  route: 'GET /v2/tags/{resourceArn+}',
  writes: false,
  input: fields({ resourceArn: id }, {}),
  handle: ({ resourceArn }, world) => ({ body: { tags: findTagged(world, resourceArn).tags } }),
});
