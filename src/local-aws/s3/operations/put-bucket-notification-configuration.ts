import type { Operation } from '../../kernel/operation.ts';
import { findBucket } from '../find.ts';
import { checkDestinations, refuseOverlaps } from '../notifications/check-configurations.ts';
import { readNotifications } from '../notifications/read-configurations.ts';
import { renderNotifications } from '../notifications/render-configurations.ts';
import { sendTest } from '../notifications/send-test.ts';
import { requestDocument } from '../request-document.ts';
import { buckets } from '../s3-rows.ts';

export const putBucketNotificationConfiguration: Operation = {
  name: 'PutBucketNotificationConfiguration',
  route: 'PUT /{Bucket}?notification',
  writes: true,
  handle: (params, world, context) => {
    const bucket = findBucket(world.store, params, context);
    const notifications = readNotifications(requestDocument(params, context));
    const { configurations } = notifications;
    refuseOverlaps(configurations);
    const skips = context.headers['x-amz-skip-destination-validation']?.toLowerCase() === 'true';
    if (!skips) checkDestinations(world, bucket, configurations);
    const settings = { ...bucket.settings, notification: renderNotifications(notifications) };
    buckets(world.store).set(bucket.name, { ...bucket, settings });
    if (!skips) for (const configuration of configurations) sendTest(world, bucket, configuration, context.requestId);
    return {};
  },
};
