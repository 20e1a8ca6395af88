import { KinesisClient, ListStreamsCommand } from '@aws-sdk/client-kinesis';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand, AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetApiCommand, ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

describe('strict signatures', () => {
  let aws: StartedLocalAws;
  beforeAll(async () => {
    aws = await startLocalAws({ strictSignatures: true });
  });
  afterAll(() => aws.stop());

  const wrong = { accessKeyId: 'test', secretAccessKey: 'wrong' };

  test('rightly signed requests of every protocol pass', async () => {
    expect((await new STSClient(aws.clientConfig).send(new GetCallerIdentityCommand({}))).Account).toBe('123456789012');
    await expect(
      new SQSClient(aws.clientConfig).send(new GetQueueUrlCommand({ QueueName: 'none' })),
    ).rejects.not.toMatchObject({ name: 'InvalidSignatureException' });
    await expect(
      new ApiGatewayV2Client(aws.clientConfig).send(new GetApiCommand({ ApiId: 'none' })),
    ).rejects.toMatchObject({ name: 'NotFoundException' });
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:none:a';
    await expect(
      new LambdaClient(aws.clientConfig).send(new GetFunctionCommand({ FunctionName: arn, Qualifier: 'a' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('HTTP/2 requests are held to theirs too', async () => {
    const rightly = new KinesisClient(aws.clientConfig);
    expect((await rightly.send(new ListStreamsCommand({}))).StreamNames).toEqual([]);
    const wrongly = new KinesisClient({ ...aws.clientConfig, credentials: wrong });
    await expect(wrongly.send(new ListStreamsCommand({}))).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    rightly.destroy();
    wrongly.destroy();
  });

  test('S3 keys with anything in them are signed as S3 signs', async () => {
    const s3 = new S3Client(aws.clientConfig);
    await s3.send(new CreateBucketCommand({ Bucket: 'signed' }));
    const Key = "a b/ü+(1)*'!&=?#.txt";
    await s3.send(new PutObjectCommand({ Bucket: 'signed', Key, Body: 'x' }));
    const got = await s3.send(new GetObjectCommand({ Bucket: 'signed', Key }));
    expect(await got.Body?.transformToString()).toBe('x');
    const listed = await s3.send(new ListObjectsV2Command({ Bucket: 'signed', Prefix: 'a b/', Delimiter: '+' }));
    expect(listed.CommonPrefixes).toEqual([{ Prefix: 'a b/ü+' }]);
  });

  test('a wrong secret is refused in the words of each service', async () => {
    await expect(
      new LambdaClient({ ...aws.clientConfig, credentials: wrong }).send(new GetFunctionCommand({ FunctionName: 'f' })),
    ).rejects.toMatchObject({ name: 'InvalidSignatureException', $metadata: { httpStatusCode: 403 } });
    await expect(
      new STSClient({ ...aws.clientConfig, credentials: wrong }).send(new GetCallerIdentityCommand({})),
    ).rejects.toMatchObject({ name: 'SignatureDoesNotMatch', $metadata: { httpStatusCode: 403 } });
  });

  test('a session has its own secret, and an invented one none', async () => {
    const { Credentials } = await new STSClient(aws.clientConfig).send(
      new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::555555555555:role/x', RoleSessionName: 'me' }),
    );
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId as string,
      secretAccessKey: Credentials?.SecretAccessKey as string,
      sessionToken: Credentials?.SessionToken as string,
    };
    const inside = new STSClient({ ...aws.clientConfig, credentials });
    expect((await inside.send(new GetCallerIdentityCommand({}))).Account).toBe('555555555555');
    const invented = { ...credentials, accessKeyId: 'ASIAINVENTEDINVENTED' };
    await expect(
      new STSClient({ ...aws.clientConfig, credentials: invented }).send(new GetCallerIdentityCommand({})),
    ).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
  });

  test('an unsigned request and an old one are refused', async () => {
    const body = 'Action=GetCallerIdentity&Version=2011-06-15';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const unsigned = await fetch(aws.endpoint, { method: 'POST', body, headers });
    expect(unsigned.status).toBe(403);
    expect(await unsigned.text()).toContain('<Code>MissingAuthenticationToken</Code>');
    const late = new STSClient({ ...aws.clientConfig, systemClockOffset: -20 * 60 * 1000 });
    await expect(late.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
  });
});
