import type { Operation } from '../../kernel/operation.ts';
import { currentObjects } from '../current-objects.ts';
import { findBucket } from '../find.ts';
import { listKeys } from '../list-keys.ts';
import { nameEncoder, readListing, showListing, showObject, showPrefixes, textParam } from '../show-listed.ts';

export const listObjects: Operation = {
  name: 'ListObjects',
  route: 'GET /{Bucket}',
  writes: false,
  handle: (params, { store }, context) => {
    const bucket = findBucket(store, params, context);
    const marker = textParam(params, 'marker');
    const listing = readListing(params, marker);
    const { items, commonPrefixes, next } = listKeys(currentObjects(store, bucket), listing);
    const encode = nameEncoder(params);
    const Owner = { ID: bucket.ownerAccountId };
    return {
      body: {
        ListBucketResult: {
          ...showListing(params, listing),
          Marker: encode(marker),
          IsTruncated: next !== undefined,
          // Without a delimiter the last key is the marker, and is not said.
          ...(next !== undefined && listing.delimiter && { NextMarker: encode(next) }),
          Contents: items.map(({ key, version }) => ({ ...showObject(encode(key), version), Owner })),
          ...showPrefixes(commonPrefixes, encode),
        },
      },
    };
  },
};
