import type { Operation } from '../../kernel/operation.ts';
import { AwsError, notImplemented } from '../../kernel/aws-error.ts';
import { parseXml, textOf } from '../../kernel/parse-xml.ts';
import { buckets } from '../s3-rows.ts';

const NAME = /^(?!xn--|sthree-|\d+\.\d+\.\d+\.\d+$)[a-z0-9](?!.*\.\.)[a-z0-9.-]{1,61}[a-z0-9]$/;

function regionOf(body: Buffer): string | undefined {
  return body.length > 0 ? textOf(parseXml(body.toString('utf8')), 'LocationConstraint') || undefined : undefined;
}

function checkRegion(constraint: string | undefined, region: string): void {
  if (constraint === 'us-east-1') {
    throw new AwsError('InvalidLocationConstraint', 400, 'The specified location-constraint is not valid', {
      LocationConstraint: constraint,
    });
  }
  if ((constraint ?? 'us-east-1') === region) return;
  throw new AwsError(
    'IllegalLocationConstraintException',
    400,
    `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}

function checkNotTaken(owner: string | undefined, accountId: string, region: string): void {
  if (owner === undefined) return;
  if (owner !== accountId) {
    throw new AwsError(
      'BucketAlreadyExists',
      409,
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
    );
  }
  // In us-east-1 alone creating one's own bucket again succeeds.
  if (region === 'us-east-1') return;
  throw new AwsError(
    'BucketAlreadyOwnedByYou',
    409,
    'Your previous request to create the named bucket succeeded and you already own it.',
  );
}

export const createBucket: Operation = {
  name: 'CreateBucket',
  route: 'PUT /{Bucket}',
  writes: true,
  handle: ({ Bucket }, { store, clock, config }, { rawBody, internal, headers }) => {
    const name = String(Bucket);
    if (!NAME.test(name)) {
      throw new AwsError('InvalidBucketName', 400, 'The specified bucket is not valid.', { BucketName: name });
    }
    if (headers['x-amz-bucket-object-lock-enabled'] === 'true') throw notImplemented('s3', 'Object Lock');
    if (!internal) checkRegion(regionOf(rawBody), config.region);
    const existing = buckets(store).get(name);
    checkNotTaken(existing?.ownerAccountId, config.accountId, config.region);
    if (!existing) {
      const createdAt = new Date(clock.now()).toISOString();
      const { accountId: ownerAccountId, region } = config;
      buckets(store).set(name, { name, ownerAccountId, region, createdAt, settings: {} });
    }
    return { headers: { location: `/${name}` } };
  },
};
