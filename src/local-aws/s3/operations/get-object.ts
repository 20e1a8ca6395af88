import type { Operation } from '../../kernel/operation.ts';
import { readObject } from '../read-object.ts';

export const getObject: Operation = {
  name: 'GetObject',
  route: 'GET /{Bucket}/{Key+}',
  writes: false,
  handle: (params, world, context) => {
    const { version, status, range, headers } = readObject(world, params, context);
    return { status, headers, file: { path: world.blobs.path(version.blob), ...range } };
  },
};
