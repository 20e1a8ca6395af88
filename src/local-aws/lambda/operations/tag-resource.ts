import { defineOperation } from '../define-operation.ts';
import { invalidParameter } from '../errors.ts';
import { findTagged } from '../find-tagged.ts';
import { tags } from '../validation/function-configuration.ts';
import { taggableResource } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const tagResource = defineOperation({
  name: 'TagResource',
  route: 'POST /2017-03-31/tags/{Resource}',
  writes: true,
  input: structure({ Resource: taggableResource, Tags: tags }, {}),
  handle: (request, world) => {
    if (Object.keys(request.Tags).length === 0) {
      throw invalidParameter('An error occurred and the request cannot be processed.');
    }
    const tagged = findTagged(world, 'TagResource', request.Resource);
    tagged.setTags({ ...tagged.tags, ...request.Tags });
    return { status: 204 };
  },
});
