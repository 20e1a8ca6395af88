import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  RotateSecretCommand,
  SecretsManagerClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

let aws: StartedLocalAws;
let client: SecretsManagerClient;

beforeAll(async () => {
  aws = await startLocalAws();
  client = new SecretsManagerClient(aws.clientConfig);
});
afterAll(() => aws.stop());

const create = (Name: string, SecretString?: string, ClientRequestToken?: string) =>
  client.send(new CreateSecretCommand({ Name, SecretString, ClientRequestToken }));
const get = (SecretId: string, more: { VersionId?: string; VersionStage?: string } = {}) =>
  client.send(new GetSecretValueCommand({ SecretId, ...more }));

const NOT_FOUND = { name: 'ResourceNotFoundException', message: "Secrets Manager can't find the specified secret." };

test('a secret is read by its name, its ARN, and its ARN without the six characters', async () => {
  const { ARN = '', VersionId } = await create('app/db', 'hunter2');
  expect(ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:123456789012:secret:app\/db-[A-Za-z0-9]{6}$/);
  const read = await get('app/db');
  expect(read).toMatchObject({
    ARN,
    Name: 'app/db',
    VersionId,
    SecretString: 'hunter2',
    VersionStages: ['AWSCURRENT'],
  });
  expect(read.CreatedDate).toBeInstanceOf(Date);
  expect((await get(ARN)).SecretString).toBe('hunter2');
  expect((await get(ARN.slice(0, -7))).SecretString).toBe('hunter2');
  for (const id of ['app', `${ARN.slice(0, -6)}AAAAAA`, 'app/db-AAAAAA']) {
    await expect(get(id)).rejects.toMatchObject(NOT_FOUND);
  }
});

test('a partial ARN that ends like a whole one finds nothing, as on AWS', async () => {
  const { ARN = '' } = await create('name-a1b2c3', 'x');
  await expect(get(ARN.slice(0, -7))).rejects.toMatchObject(NOT_FOUND);
  expect((await get('name-a1b2c3')).SecretString).toBe('x');
});

test('bytes come back as they went', async () => {
  const SecretBinary = Buffer.from([0, 255, 1]);
  await client.send(new CreateSecretCommand({ Name: 'bytes', SecretBinary }));
  const read = await get('bytes');
  expect(Buffer.from(read.SecretBinary ?? [])).toEqual(SecretBinary);
  expect(read.SecretString).toBeUndefined();
});

test('the wire has the members of the model: Message where it is modelled, message elsewhere', async () => {
  const ask = async (operation: string, body: object): Promise<unknown> => {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `secretsmanager.${operation}` };
    return (await fetch(aws.endpoint, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  expect(await ask('GetSecretValue', { SecretId: 'none' })).toEqual({
    __type: 'ResourceNotFoundException',
    Message: "Secrets Manager can't find the specified secret.",
  });
  expect(await ask('CreateSecret', { Name: 'in valid', SecretString: 'x' })).toEqual({
    __type: 'ValidationException',
    message: 'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
  });
  expect(await ask('CreateSecret', { Name: 'no-token', SecretString: 'x' })).toEqual({
    __type: 'InvalidRequestException',
    Message: 'You must provide a ClientRequestToken value. We recommend a UUID-type value.',
  });
});

test('a request that comes twice makes one version, one with another value is refused', async () => {
  const token = randomUUID();
  const first = await create('twice', 'a', token);
  expect(await create('twice', 'a', token)).toMatchObject({ ARN: first.ARN, VersionId: token });
  await expect(create('twice', 'b', token)).rejects.toMatchObject({
    name: 'ResourceExistsException',
    message: `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${first.ARN}.`,
  });
  await expect(create('twice', 'a')).rejects.toMatchObject({
    name: 'ResourceExistsException',
    message: 'The operation failed because the secret twice already exists.',
  });
  const put = (SecretString: string) =>
    client.send(new PutSecretValueCommand({ SecretId: 'twice', SecretString, ClientRequestToken: token }));
  expect((await put('a')).VersionStages).toEqual(['AWSCURRENT']);
  await expect(put('c')).rejects.toMatchObject({ name: 'ResourceExistsException' });
});

test('a secret without a value can be described, not read, until one is put', async () => {
  expect((await create('empty')).VersionId).toBeUndefined();
  const described = await client.send(new DescribeSecretCommand({ SecretId: 'empty' }));
  expect(described).toMatchObject({ Name: 'empty' });
  expect(described.VersionIdsToStages).toBeUndefined();
  await expect(get('empty')).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
  });
  await expect(client.send(new PutSecretValueCommand({ SecretId: 'empty' }))).rejects.toMatchObject({
    name: 'InvalidRequestException',
    message: 'You must provide either SecretString or SecretBinary.',
  });
  // The first version is current whatever labels it was given.
  await client.send(new PutSecretValueCommand({ SecretId: 'empty', SecretString: 'v', VersionStages: ['MINE'] }));
  expect((await get('empty')).VersionStages).toEqual(['AWSCURRENT', 'MINE']);
});

test('an update changes the description alone, or the value too', async () => {
  const { VersionId: first } = await create('updated', 'a');
  const update = (more: object) => client.send(new UpdateSecretCommand({ SecretId: 'updated', ...more }));
  expect((await update({ Description: 'one' })).VersionId).toBeUndefined();
  const { VersionId: second } = await update({ SecretString: 'b' });
  const described = await client.send(new DescribeSecretCommand({ SecretId: 'updated' }));
  expect(described).toMatchObject({
    Description: 'one',
    VersionIdsToStages: { [String(first)]: ['AWSPREVIOUS'], [String(second)]: ['AWSCURRENT'] },
  });
  expect((await get('updated', { VersionStage: 'AWSPREVIOUS' })).SecretString).toBe('a');
});

test('a deleted secret waits for its end, refuses everything meanwhile, and can be restored', async () => {
  const { ARN } = await create('doomed', 'x');
  const remove = (more: object) => client.send(new DeleteSecretCommand({ SecretId: 'doomed', ...more }));
  await expect(remove({ RecoveryWindowInDays: 6 })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(remove({ RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true })).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
  });
  const { DeletionDate } = await remove({ RecoveryWindowInDays: 7 });
  expect(Math.round(((DeletionDate?.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(7);
  const marked = {
    name: 'InvalidRequestException',
    message: "You can't perform this operation on the secret because it was marked for deletion.",
  };
  await expect(get('doomed')).rejects.toMatchObject(marked);
  await expect(client.send(new UpdateSecretCommand({ SecretId: 'doomed', Description: 'd' }))).rejects.toMatchObject(
    marked,
  );
  await expect(create('doomed', 'y')).rejects.toMatchObject({
    name: 'InvalidRequestException',
    message: "You can't create this secret because a secret with this name is already scheduled for deletion.",
  });
  expect((await client.send(new DescribeSecretCommand({ SecretId: 'doomed' }))).DeletedDate).toEqual(DeletionDate);
  await client.send(new RestoreSecretCommand({ SecretId: 'doomed' }));
  expect((await get('doomed')).SecretString).toBe('x');
  // At once, and again, and a new one of the name has another ARN.
  await remove({ ForceDeleteWithoutRecovery: true });
  await remove({ ForceDeleteWithoutRecovery: true });
  expect((await create('doomed', 'z')).ARN).not.toBe(ARN);
});

test('tags and the policy of a secret are kept', async () => {
  await client.send(new CreateSecretCommand({ Name: 'tagged', Tags: [{ Key: 'a', Value: '1' }] }));
  await client.send(new TagResourceCommand({ SecretId: 'tagged', Tags: [{ Key: 'b', Value: '2' }] }));
  await client.send(new UntagResourceCommand({ SecretId: 'tagged', TagKeys: ['a'] }));
  const { Tags } = await client.send(new DescribeSecretCommand({ SecretId: 'tagged' }));
  expect(Tags).toEqual([{ Key: 'b', Value: '2' }]);
  const policy = (ResourcePolicy: string) =>
    client.send(new PutResourcePolicyCommand({ SecretId: 'tagged', ResourcePolicy }));
  await expect(policy('{')).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
  await policy('{"Statement":[]}');
  const read = await client.send(new GetResourcePolicyCommand({ SecretId: 'tagged' }));
  expect(read.ResourcePolicy).toBe('{"Statement":[]}');
});

test('a random password has what is asked for and nothing that is excluded', async () => {
  const make = async (more: object): Promise<string> =>
    (await client.send(new GetRandomPasswordCommand(more))).RandomPassword ?? '';
  const usual = await make({});
  expect(usual).toHaveLength(32);
  for (const kind of [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/]) expect(usual).toMatch(kind);
  expect(await make({ PasswordLength: 500, ExcludePunctuation: true, ExcludeCharacters: 'aB3' })).toMatch(
    /^[b-zAC-Z0-24-9]{500}$/,
  );
  await expect(make({ PasswordLength: 3 })).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'Password length is too short based on the required types.',
  });
});

test('rotation is refused by name', async () => {
  await create('rotated', 'x');
  await expect(client.send(new RotateSecretCommand({ SecretId: 'rotated' }))).rejects.toMatchObject({
    name: 'NotImplemented',
    message: 'The local AWS does not implement secretsmanager:RotateSecret.',
  });
});
