import type { Operation } from '../../kernel/operation.ts';
import { currentObjects } from '../current-objects.ts';
import { findBucket } from '../find.ts';
import { invalidArgument } from '../s3-error.ts';
import { listKeys } from '../list-keys.ts';
import { nameEncoder, readListing, showListing, showObject, showPrefixes, textParam } from '../show-listed.ts';

/** Made by an earlier page. */
function readToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString('utf8');
  if (Buffer.from(key).toString('base64url') === token) return key;
  throw invalidArgument('continuation-token', token, 'The continuation token provided is incorrect');
}

export const listObjectsV2: Operation = {
  name: 'ListObjectsV2',
  route: 'GET /{Bucket}?list-type=2',
  writes: false,
  handle: (params, { store }, context) => {
    const bucket = findBucket(store, params, context);
    const token = textParam(params, 'continuation-token');
    const startAfter = textParam(params, 'start-after');
    const after = token ? readToken(token) : startAfter;
    const listing = readListing(params, after);
    const { items, commonPrefixes, next } = listKeys(currentObjects(store, bucket), listing);
    const encode = nameEncoder(params);
    const owner = params['fetch-owner'] === 'true' && { Owner: { ID: bucket.ownerAccountId } };
    return {
      body: {
        ListBucketResult: {
          ...showListing(params, listing),
          KeyCount: items.length + commonPrefixes.length,
          IsTruncated: next !== undefined,
          ...(token && { ContinuationToken: token }),
          ...(startAfter && { StartAfter: encode(startAfter) }),
          ...(next !== undefined && { NextContinuationToken: Buffer.from(next).toString('base64url') }),
          Contents: items.map(({ key, version }) => ({ ...showObject(encode(key), version), ...owner })),
          ...showPrefixes(commonPrefixes, encode),
        },
      },
    };
  },
};
