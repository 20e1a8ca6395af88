import { connectCloud } from '../../src/aws/connect-cloud.ts';
import { startScriptedEndpoint, type ScriptedEndpoint } from './scripted-endpoint.ts';
import type { Environment } from '../../src/model/service.ts';

const roleArn = 'arn:aws:iam::111122223333:role/deployer';
const production: Environment = { name: 'production', target: 'aws', region: 'eu-west-1', roleArn, protected: true };

const assumed = (
  expiresInMinutes: number,
): string => `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
    <AssumedRoleUser><AssumedRoleId>A:ship</AssumedRoleId><Arn>arn:aws:sts::111122223333:assumed-role/deployer/ship</Arn></AssumedRoleUser>
    <Credentials>
      <AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
      <Expiration>${new Date(Date.now() + expiresInMinutes * 60_000).toISOString()}</Expiration>
    </Credentials>
  </AssumeRoleResult>
</AssumeRoleResponse>`;
const identity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
  <Arn>arn:aws:sts::111122223333:assumed-role/deployer/ship</Arn><UserId>A</UserId><Account>111122223333</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

let wire: ScriptedEndpoint;
const before = { ...process.env };

beforeEach(() => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIAEXAMPLE';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'own';
});
afterEach(async () => {
  process.env = { ...before };
  await wire.stop();
});

const assumptions = (): number => wire.received.filter(({ body }) => body.includes('Action=AssumeRole')).length;

test('the role of an environment is assumed once for all clients', async () => {
  wire = await startScriptedEndpoint([{ body: assumed(60) }, { body: identity }, { body: {} }]);
  const cloud = connectCloud(production, { endpoint: wire.endpoint, paced: false });
  expect(await cloud.whoAmI()).toMatchObject({ accountId: '111122223333' });
  await cloud.readStage('api1', '$default');
  await cloud.readAlias('orders', 'live');
  expect(assumptions()).toBe(1);
  expect(wire.received[0]?.body).toContain('RoleSessionName=ship');
});

test('a role that cannot be assumed is said to be a problem of credentials', async () => {
  const body =
    '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not allowed to perform sts:AssumeRole</Message></Error></ErrorResponse>';
  wire = await startScriptedEndpoint([{ status: 403, body }]);
  const cloud = connectCloud(production, { endpoint: wire.endpoint, paced: false });
  await expect(cloud.whoAmI()).rejects.toMatchObject({ message: expect.stringContaining('sts:AssumeRole') as string });
});
