import { createHash } from 'node:crypto';
import {
  CreateFunctionCommand,
  LambdaClient,
  PublishLayerVersionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutBucketVersioningCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { givenLambda, refusal, type GivenLambda } from './given-lambda.ts';
import { codeZip, zipOf } from './zip-of.ts';

const sha = (zip: Buffer): string => createHash('sha256').update(zip).digest('base64');

const S3_ERROR = '400 InvalidParameterValueException: Error occurred while GetObject. S3 Error Code:';

describe('code in S3', () => {
  let given: GivenLambda;
  let s3: S3Client;
  const Bucket = 'code-bucket';
  beforeAll(async () => {
    given = await givenLambda();
    s3 = new S3Client({ ...given.aws.clientConfig, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket }));
    const VersioningConfiguration = { Status: 'Enabled' as const };
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  });
  afterAll(async () => {
    s3.destroy();
    await given.stop();
  });

  const put = (Key: string, Body: Buffer): Promise<{ VersionId?: string }> =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  const create = (Code: object): Promise<string> =>
    refusal(given.lambda.send(new CreateFunctionCommand(given.createInput({ Code }))));

  test('becomes a function, by version if asked', async () => {
    const first = codeZip('first');
    const { VersionId } = await put('f.zip', first);
    await put('f.zip', codeZip('second'));
    const name = await given.aFunction({ Code: { S3Bucket: Bucket, S3Key: 'f.zip' } });
    expect((await given.settled(name)).CodeSha256).toBe(sha(codeZip('second')));
    const older = { FunctionName: name, S3Bucket: Bucket, S3Key: 'f.zip', S3ObjectVersion: VersionId };
    await given.lambda.send(new UpdateFunctionCodeCommand(older));
    expect((await given.settled(name)).CodeSha256).toBe(sha(first));
  });

  test('may be larger than what can be uploaded directly', async () => {
    await put('large.zip', zipOf({ name: 'noise', content: Buffer.alloc(53_000_000, 7), stored: true }));
    expect(await create({ S3Bucket: Bucket, S3Key: 'large.zip' })).toBe('accepted');
  });

  test('becomes a layer', async () => {
    await put('layer.zip', codeZip());
    const Content = { S3Bucket: Bucket, S3Key: 'layer.zip' };
    const layer = await given.lambda.send(new PublishLayerVersionCommand({ LayerName: 'from-s3', Content }));
    expect(layer.Content?.CodeSize).toBe(codeZip().length);
  });

  test('that is not there is refused in the words of S3', async () => {
    expect(await create({ S3Bucket: Bucket, S3Key: 'none' })).toBe(
      `${S3_ERROR} NoSuchKey. S3 Error Message: The specified key does not exist.`,
    );
    expect(await create({ S3Bucket: 'no-such-bucket', S3Key: 'none' })).toBe(
      `${S3_ERROR} NoSuchBucket. S3 Error Message: The specified bucket does not exist`,
    );
  });

  test('of another Region is refused', async () => {
    const there = new LambdaClient({ ...given.aws.clientConfig, region: 'eu-west-1' });
    await put('f.zip', codeZip());
    const input = given.createInput({ Code: { S3Bucket: Bucket, S3Key: 'f.zip' } });
    expect(await refusal(there.send(new CreateFunctionCommand(input)))).toBe(
      `${S3_ERROR} PermanentRedirect. S3 Error Message: The bucket is in this region: us-east-1. Please use this region to retry the request`,
    );
    there.destroy();
  });

  test('by reference is not implemented, and says so', async () => {
    expect(await create({ S3Bucket: Bucket, S3Key: 'f.zip', S3ObjectStorageMode: 'REFERENCE' })).toBe(
      '501 NotImplemented: The local AWS does not implement S3ObjectStorageMode REFERENCE of lambda:CreateFunction.',
    );
  });
});
