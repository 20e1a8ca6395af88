import type { Operation } from '../../kernel/operation.ts';
import { readObject } from '../read-object.ts';

export const headObject: Operation = {
  name: 'HeadObject',
  route: 'HEAD /{Bucket}/{Key+}',
  writes: false,
  handle: (params, world, context) => {
    const { version, status, headers } = readObject(world, params, context);
    const { size, etag, versionId } = version;
    const body = { ContentLength: size, ETag: `"${etag}"`, VersionId: versionId };
    return { status, headers, ...(context.internal && { body }) };
  },
};
