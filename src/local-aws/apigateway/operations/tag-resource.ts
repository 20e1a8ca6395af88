import { defineOperation, fields } from '../define-operation.ts';
import { id, tags } from '../input/members.ts';
import { findTagged } from '../tagged.ts';

export const tagResource = defineOperation({
  name: 'TagResource',
  route: 'POST /v2/tags/{resourceArn+}',
  writes: true,
  input: fields({ resourceArn: id }, { tags }),
  handle: ({ resourceArn, tags: given = {} }, world) => {
    const resource = findTagged(world, resourceArn);
    resource.retag({ ...resource.tags, ...given });
    return { status: 201, body: {} };
  },
});
