import { defineOperation } from '../define-operation.ts';
import { findTagged } from '../find-tagged.ts';
import { taggableResource } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const listTags = defineOperation({
  name: 'ListTags',
  route: 'GET /2017-03-31/tags/{Resource}',
  writes: false,
  input: structure({ Resource: taggableResource }, {}),
  handle: (request, world) => ({ body: { Tags: findTagged(world, 'ListTags', request.Resource).tags } }),
});
