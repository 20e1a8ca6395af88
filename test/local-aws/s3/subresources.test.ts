import {
  CreateBucketCommand,
  DeleteBucketWebsiteCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutBucketWebsiteCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  S3Client,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

const Bucket = 'subresources';
const Key = 'kept';

let aws: StartedLocalAws;
let s3: S3Client;
beforeAll(async () => {
  aws = await startLocalAws();
  s3 = new S3Client({ ...aws.clientConfig, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => aws.stop());

const missing: Record<string, () => Promise<unknown>> = {
  'PUT /subresources/kept?acl': () => s3.send(new PutObjectAclCommand({ Bucket, Key, ACL: 'public-read' })),
  'PUT /subresources/kept?legal-hold': () =>
    s3.send(new PutObjectLegalHoldCommand({ Bucket, Key, LegalHold: { Status: 'ON' } })),
  'PUT /subresources/?website': () => s3.send(new PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration: {} })),
  'DELETE /subresources/?website': () => s3.send(new DeleteBucketWebsiteCommand({ Bucket })),
};

test.each(Object.keys(missing))('%s is refused by name and touches neither bucket nor object', async (asked) => {
  await expect((missing[asked] as () => Promise<unknown>)()).rejects.toMatchObject({
    name: 'NotImplemented',
    message: `The local AWS does not implement s3:${asked}.`,
  });
  await s3.send(new HeadBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'body' }));
  await expect((missing[asked] as () => Promise<unknown>)()).rejects.toMatchObject({ name: 'NotImplemented' });
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  expect(await Body?.transformToString()).toBe('body');
});

test.each([
  ['NotImplemented', { SSECustomerAlgorithm: 'AES256', SSECustomerKey: 'a'.repeat(32) }],
  ['NotImplemented', { WriteOffsetBytes: 1 }],
  ['InvalidRequest', { ObjectLockLegalHoldStatus: 'ON' }],
  ['InvalidStorageClass', { StorageClass: 'NOPE' }],
] as const)('%s is the answer to a PutObject with %j', async (name, more) => {
  const put = new PutObjectCommand({ Bucket, Key: 'refused', Body: 'x', ...more } as PutObjectCommandInput);
  await expect(s3.send(put)).rejects.toMatchObject({ name });
});

test('an object says what encryption was asked for', async () => {
  const SSEKMSKeyId = 'arn:aws:kms:us-east-1:123456789012:key/k';
  const asked = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId } as const;
  expect(await s3.send(new PutObjectCommand({ Bucket, Key: 'kms', Body: 'x', ...asked }))).toMatchObject(asked);
  expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'kms' }))).toMatchObject(asked);
});
