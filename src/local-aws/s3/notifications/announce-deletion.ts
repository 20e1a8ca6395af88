import type { RequestContext } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import type { BucketRow } from '../s3-rows.ts';
import type { Deleted } from '../store-version.ts';
import { announceObject } from './announce-object.ts';

export function announceDeletion(
  world: World,
  bucket: BucketRow,
  happened: { readonly key: string; readonly deleted: Deleted; readonly context: RequestContext },
): void {
  const { key, deleted, context } = happened;
  const { event, versionId } = deleted;
  if (event === undefined) return;
  announceObject(world, bucket, { event, key, ...(versionId !== undefined && { versionId }) }, context);
}
