import {
  CreateBucketCommand,
  DeleteBucketWebsiteCommand,
  GetObjectCommand,
  HeadBucketCommand,
  PutBucketWebsiteCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  S3Client,
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
