import type { Operation } from '../../kernel/operation.ts';
import { checkUpload } from '../check-upload.ts';
import { checkWriteConditions } from '../conditions.ts';
import { findBucket, newestOf } from '../find.ts';
import { announceObject } from '../notifications/announce-object.ts';
import { checksumHeaders, encryptionHeaders, readMetadata, versionHeader } from '../object-metadata.ts';
import { readNewKey } from '../read-key.ts';
import { storeVersion } from '../store-version.ts';

export const putObject: Operation = {
  name: 'PutObject',
  route: 'PUT /{Bucket}/{Key+}',
  writes: true,
  handle: async (params, world, context) => {
    const bucket = findBucket(world.store, params, context);
    const key = readNewKey(params);
    const metadata = readMetadata(context);
    const { size, md5, checksums, keep } = checkUpload(context);
    const blob = await keep();
    // Between the check and the write nothing else runs: conditional writes are atomic.
    checkWriteConditions(context.headers, key, newestOf(world.store, bucket, key));
    const version = storeVersion(world, bucket, key, { ...metadata, blob, size, etag: md5, checksums });
    announceObject(world, bucket, { event: 'ObjectCreated:Put', ...version, key }, context);
    return {
      headers: {
        etag: `"${md5}"`,
        ...encryptionHeaders(metadata),
        ...versionHeader(version),
        ...checksumHeaders(version),
      },
    };
  },
};
