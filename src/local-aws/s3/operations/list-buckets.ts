import type { Operation } from '../../kernel/operation.ts';
import { buckets } from '../s3-rows.ts';

export const listBuckets: Operation = {
  name: 'ListBuckets',
  route: 'GET /',
  writes: false,
  handle: ({ prefix = '' }, { store, config }) => {
    const mine = buckets(store)
      .values()
      .filter(({ ownerAccountId, name }) => ownerAccountId === config.accountId && name.startsWith(String(prefix)))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const Bucket = mine.map(({ name, createdAt, region }) => ({
      Name: name,
      CreationDate: createdAt,
      BucketRegion: region,
    }));
    const Owner = { ID: config.accountId, DisplayName: config.accountId };
    return { body: { ListAllMyBucketsResult: { Owner, Buckets: { Bucket } } } };
  },
};
