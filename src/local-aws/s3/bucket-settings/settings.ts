import { ownerOnlyAcl } from '../owner-only-acl.ts';
import { document, missing, type Setting } from './setting.ts';

/** Notifications are acted upon, so putting them is an operation of its own; nothing else here changes what the local S3 does. */
export const settings: readonly Setting[] = [
  {
    subresource: 'policy',
    get: 'GetBucketPolicy',
    put: 'PutBucketPolicy',
    delete: 'DeleteBucketPolicy',
    absent: missing('NoSuchBucketPolicy', 'The bucket policy does not exist'),
    putStatus: 204,
  },
  {
    subresource: 'policyStatus',
    get: 'GetBucketPolicyStatus',
    absent: ({ settings: { policy } }) => {
      if (policy === undefined) throw missing('NoSuchBucketPolicy', 'The bucket policy does not exist');
      return document('PolicyStatus', '<IsPublic>false</IsPublic>')();
    },
  },
  {
    subresource: 'encryption',
    get: 'GetBucketEncryption',
    put: 'PutBucketEncryption',
    delete: 'DeleteBucketEncryption',
    // Since January 2023 every bucket encrypts with S3's own keys.
    absent: document(
      'ServerSideEncryptionConfiguration',
      '<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule>',
    ),
  },
  {
    subresource: 'publicAccessBlock',
    get: 'GetPublicAccessBlock',
    put: 'PutPublicAccessBlock',
    delete: 'DeletePublicAccessBlock',
    // Since April 2023 new buckets block public access.
    absent: document(
      'PublicAccessBlockConfiguration',
      '<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets>',
    ),
  },
  {
    subresource: 'ownershipControls',
    get: 'GetBucketOwnershipControls',
    put: 'PutBucketOwnershipControls',
    delete: 'DeleteBucketOwnershipControls',
    absent: document('OwnershipControls', '<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>'),
  },
  {
    subresource: 'lifecycle',
    get: 'GetBucketLifecycleConfiguration',
    put: 'PutBucketLifecycleConfiguration',
    delete: 'DeleteBucketLifecycle',
    absent: missing('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'),
  },
  {
    subresource: 'tagging',
    get: 'GetBucketTagging',
    put: 'PutBucketTagging',
    delete: 'DeleteBucketTagging',
    absent: missing('NoSuchTagSet', 'The TagSet does not exist'),
    putStatus: 204,
  },
  {
    subresource: 'cors',
    get: 'GetBucketCors',
    put: 'PutBucketCors',
    delete: 'DeleteBucketCors',
    absent: missing('NoSuchCORSConfiguration', 'The CORS configuration does not exist'),
  },
  {
    subresource: 'website',
    get: 'GetBucketWebsite',
    absent: missing('NoSuchWebsiteConfiguration', 'The specified bucket does not have a website configuration'),
  },
  {
    subresource: 'replication',
    get: 'GetBucketReplication',
    absent: missing('ReplicationConfigurationNotFoundError', 'The replication configuration was not found'),
  },
  {
    subresource: 'object-lock',
    get: 'GetObjectLockConfiguration',
    absent: missing('ObjectLockConfigurationNotFoundError', 'Object Lock configuration does not exist for this bucket'),
  },
  {
    subresource: 'notification',
    get: 'GetBucketNotificationConfiguration',
    absent: document('NotificationConfiguration'),
  },
  { subresource: 'logging', get: 'GetBucketLogging', absent: document('BucketLoggingStatus') },
  { subresource: 'accelerate', get: 'GetBucketAccelerateConfiguration', absent: document('AccelerateConfiguration') },
  {
    subresource: 'requestPayment',
    get: 'GetBucketRequestPayment',
    absent: document('RequestPaymentConfiguration', '<Payer>BucketOwner</Payer>'),
  },
  { subresource: 'acl', get: 'GetBucketAcl', absent: ({ ownerAccountId }) => ownerOnlyAcl(ownerAccountId) },
];
