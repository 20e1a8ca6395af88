import type { Resource } from './template.ts';

/** Holds zips that are too large to be sent to Lambda directly; Lambda copies them, so old ones may go. */
export const artifactBucket: Resource = {
  Type: 'AWS::S3::Bucket',
  Properties: {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    LifecycleConfiguration: { Rules: [{ Id: 'expire', Status: 'Enabled', ExpirationInDays: 90 }] },
  },
};
