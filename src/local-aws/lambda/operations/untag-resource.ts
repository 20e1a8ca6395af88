import { defineOperation } from '../define-operation.ts';
import { validationFailed } from '../errors.ts';
import { findTagged } from '../find-tagged.ts';
import { taggableResource } from '../validation/names.ts';
import { list, string, structure } from '../validation/shape.ts';

const input = structure({ Resource: taggableResource }, { TagKeys: list(string()) });

const untag = defineOperation({
  name: 'UntagResource',
  route: 'DELETE /2017-03-31/tags/{Resource}',
  writes: true,
  input,
  handle: (request, world) => {
    if (!request.TagKeys) {
      throw validationFailed(
        "1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null",
      );
    }
    const gone = new Set(request.TagKeys);
    const tagged = findTagged(world, 'UntagResource', request.Resource);
    tagged.setTags(Object.fromEntries(Object.entries(tagged.tags).filter(([key]) => !gone.has(key))));
    return { status: 204 };
  },
});

/** The keys stand in the query as `tagKeys`, once or many times; in-process callers name them as the API does. */
export const untagResource: typeof untag = {
  ...untag,
  handle: (params, world, context) => {
    const given = params.tagKeys ?? params.TagKeys;
    const TagKeys = typeof given === 'string' ? [given] : given;
    return untag.handle({ ...params, TagKeys }, world, context);
  },
};
