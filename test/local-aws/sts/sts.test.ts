import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
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
});
