import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { createHash, randomBytes } from 'node:crypto';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

const MEGABYTE = 1024 * 1024;

describe('S3 buckets and multipart uploads', () => {
  let aws: StartedLocalAws;
  let s3: S3Client;
  beforeAll(async () => {
    aws = await startLocalAws();
    s3 = new S3Client(aws.clientConfig);
  });
  afterAll(() => aws.stop());

  const s3Of = (accessKeyId: string, region = 'us-east-1'): S3Client =>
    new S3Client({ ...aws.clientConfig, region, credentials: { accessKeyId, secretAccessKey: 'x' } });

  test('a bucket belongs to one account, its name to all', async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'ours' }));
    await s3.send(new CreateBucketCommand({ Bucket: 'ours' }));
    const other = s3Of('222222222222');
    await expect(other.send(new CreateBucketCommand({ Bucket: 'ours' }))).rejects.toMatchObject({
      name: 'BucketAlreadyExists',
    });
    expect((await other.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
    expect((await s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name)).toContain('ours');
    await expect(
      s3.send(new HeadBucketCommand({ Bucket: 'ours', ExpectedBucketOwner: '222222222222' })),
    ).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });

  test('the region of a bucket is the one it was made in', async () => {
    const europe = s3Of('test', 'eu-west-1');
    await europe.send(
      new CreateBucketCommand({ Bucket: 'europe', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }),
    );
    expect((await europe.send(new GetBucketLocationCommand({ Bucket: 'europe' }))).LocationConstraint).toBe(
      'eu-west-1',
    );
    expect((await europe.send(new HeadBucketCommand({ Bucket: 'europe' }))).BucketRegion).toBe('eu-west-1');
    await expect(
      europe.send(
        new CreateBucketCommand({ Bucket: 'europe2', CreateBucketConfiguration: { LocationConstraint: 'eu-west-2' } }),
      ),
    ).rejects.toMatchObject({ name: 'IllegalLocationConstraintException' });
  });

  test.each(['Upper', 'a', '1.2.3.4', 'a..b'])('%s is no name for a bucket', async (Bucket) => {
    await expect(s3.send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'InvalidBucketName' });
  });

  test('missing buckets and full ones are said', async () => {
    await expect(s3.send(new HeadBucketCommand({ Bucket: 'nowhere' }))).rejects.toMatchObject({ name: 'NotFound' });
    await expect(s3.send(new GetObjectCommand({ Bucket: 'nowhere', Key: 'k' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
    await s3.send(new CreateBucketCommand({ Bucket: 'full' }));
    await s3.send(new PutObjectCommand({ Bucket: 'full', Key: 'k', Body: 'x' }));
    await expect(s3.send(new DeleteBucketCommand({ Bucket: 'full' }))).rejects.toMatchObject({
      name: 'BucketNotEmpty',
    });
  });

  test('settings come back as they were put; unset ones as AWS has them', async () => {
    const Bucket = 'settings';
    await s3.send(new CreateBucketCommand({ Bucket }));
    await expect(s3.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({ name: 'NoSuchBucketPolicy' });
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
    const Rules = [{ ID: 'old', Status: 'Enabled' as const, Filter: { Prefix: '' }, Expiration: { Days: 30 } }];
    await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
    const lifecycle = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(lifecycle.Rules).toMatchObject([{ ID: 'old', Expiration: { Days: 30 } }]);
    const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(encryption.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault).toEqual({
      SSEAlgorithm: 'AES256',
    });
    const access = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(access.PublicAccessBlockConfiguration?.BlockPublicPolicy).toBe(true);
  });

  test('parts become one object, in the order of their numbers', async () => {
    const Bucket = 'parts';
    await s3.send(new CreateBucketCommand({ Bucket }));
    const bytes = [randomBytes(5 * MEGABYTE), randomBytes(5 * MEGABYTE), Buffer.from('the end')];
    const { UploadId } = await s3.send(
      new CreateMultipartUploadCommand({ Bucket, Key: 'k', ContentType: 'text/css', Metadata: { a: 'b' } }),
    );
    const upload = { Bucket, Key: 'k', UploadId };
    const etags = await Promise.all(
      bytes.map((Body, index) => s3.send(new UploadPartCommand({ ...upload, PartNumber: index + 1, Body }))),
    );
    expect((await s3.send(new ListPartsCommand(upload))).Parts?.map(({ Size }) => Size)).toEqual(
      bytes.map((part) => part.length),
    );
    expect((await s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads).toHaveLength(1);
    const Parts = etags.map(({ ETag }, index) => ({ ETag, PartNumber: index + 1 }));
    const done = await s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    const md5s = Buffer.concat(bytes.map((part) => createHash('md5').update(part).digest()));
    expect(done.ETag).toBe(`"${createHash('md5').update(md5s).digest('hex')}-3"`);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    expect(got).toMatchObject({ ContentType: 'text/css', Metadata: { a: 'b' } });
    const whole = Buffer.from((await got.Body?.transformToByteArray()) as Uint8Array);
    expect(whole.equals(Buffer.concat(bytes))).toBe(true);
  });

  test('an aborted upload leaves nothing, small parts are refused', async () => {
    const Bucket = 'aborted';
    await s3.send(new CreateBucketCommand({ Bucket }));
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' }));
    const upload = { Bucket, Key: 'k', UploadId };
    const small = [1, 2].map((PartNumber) => s3.send(new UploadPartCommand({ ...upload, PartNumber, Body: 'x' })));
    const Parts = (await Promise.all(small)).map(({ ETag }, index) => ({ ETag, PartNumber: index + 1 }));
    await expect(
      s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } })),
    ).rejects.toMatchObject({ name: 'EntityTooSmall' });
    await s3.send(new AbortMultipartUploadCommand(upload));
    await expect(s3.send(new ListPartsCommand(upload))).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  test('a bucket in the host name is the bucket', async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'hosted' }));
    await s3.send(new PutObjectCommand({ Bucket: 'hosted', Key: 'page', Body: 'hello' }));
    const { port } = new URL(aws.endpoint);
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      const headers = { host: `hosted.s3.localhost:${port}` };
      request({ host: '127.0.0.1', port, path: '/page', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
  });
});
