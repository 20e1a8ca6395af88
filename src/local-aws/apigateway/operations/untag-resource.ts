import { defineOperation, fields } from '../define-operation.ts';
import { id } from '../input/members.ts';
import { list, text } from '../input/read.ts';
import { findTagged, withoutTags } from '../tagged.ts';

export const untagResource = defineOperation({
  name: 'UntagResource',
  route: 'DELETE /v2/tags/{resourceArn+}',
  writes: true,
  input: fields({ resourceArn: id, tagKeys: list(text()) }, {}),
  handle: ({ resourceArn, tagKeys }, world) => {
    const resource = findTagged(world, resourceArn);
    resource.retag(withoutTags(resource.tags, tagKeys));
    return { status: 204 };
  },
});
