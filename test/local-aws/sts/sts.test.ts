import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

describe('STS', () => {
  let aws: StartedLocalAws;
  beforeAll(async () => {
    aws = await startLocalAws();
  });
  afterAll(() => aws.stop());

  test('a caller without an account of its own is the root of the example account', async () => {
    const sts = new STSClient(aws.clientConfig);
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    expect(identity.Account).toBe('123456789012');
    expect(identity.Arn).toBe('arn:aws:iam::123456789012:root');
  });

  test('an access key of twelve digits names the account', async () => {
    const sts = new STSClient({
      ...aws.clientConfig,
      credentials: { accessKeyId: '210987654321', secretAccessKey: 'x' },
    });
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe('210987654321');
  });

  test('credentials of an assumed role work in the account of the role', async () => {
    const sts = new STSClient(aws.clientConfig);
    const assumed = await sts.send(
      new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::555555555555:role/deploy', RoleSessionName: 'ci' }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = assumed.Credentials ?? {};
    expect(Expiration?.getTime()).toBeGreaterThan(Date.now());
    const inside = new STSClient({
      ...aws.clientConfig,
      credentials: {
        accessKeyId: AccessKeyId as string,
        secretAccessKey: SecretAccessKey as string,
        sessionToken: SessionToken as string,
      },
    });
    expect(await inside.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '555555555555',
      Arn: 'arn:aws:sts::555555555555:assumed-role/deploy/ci',
    });
  });

  test('a role that is no role is refused', async () => {
    const sts = new STSClient(aws.clientConfig);
    await expect(sts.send(new AssumeRoleCommand({ RoleArn: 'nonsense', RoleSessionName: 'ci' }))).rejects.toMatchObject(
      {
        name: 'ValidationError',
        $metadata: { httpStatusCode: 400 },
      },
    );
  });
});
