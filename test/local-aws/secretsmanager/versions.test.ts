import {
  CreateSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

let aws: StartedLocalAws;
let client: SecretsManagerClient;

beforeAll(async () => {
  aws = await startLocalAws();
  client = new SecretsManagerClient(aws.clientConfig);
});
afterAll(() => aws.stop());

const SecretId = 'versioned';
const put = async (SecretString: string, ...VersionStages: string[]): Promise<string> => {
  const given = VersionStages.length > 0 ? { VersionStages } : {};
  return (await client.send(new PutSecretValueCommand({ SecretId, SecretString, ...given }))).VersionId ?? '';
};
const move = (VersionStage: string, MoveToVersionId?: string, RemoveFromVersionId?: string) =>
  client.send(new UpdateSecretVersionStageCommand({ SecretId, VersionStage, MoveToVersionId, RemoveFromVersionId }));
const stages = async (IncludeDeprecated = false) => {
  const { Versions = [] } = await client.send(new ListSecretVersionIdsCommand({ SecretId, IncludeDeprecated }));
  return Object.fromEntries(Versions.map((version) => [version.VersionId, version.VersionStages]));
};

// The story of a rotation, as LocalStack recorded it on AWS.
test('labels move as on AWS: the outgoing version is the previous one and pending no more', async () => {
  const created = await client.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'S1' }));
  const first = created.VersionId ?? '';
  const second = await put('S2', 'AWSPENDING', 'PUT1');
  expect(await stages()).toEqual({ [first]: ['AWSCURRENT'], [second]: ['AWSPENDING', 'PUT1'] });
  await move('AWSCURRENT', second, first);
  expect(await stages()).toEqual({ [first]: ['AWSPREVIOUS'], [second]: ['AWSCURRENT', 'AWSPENDING', 'PUT1'] });
  const third = await put('S3');
  expect(await stages()).toEqual({ [second]: ['AWSPREVIOUS', 'PUT1'], [third]: ['AWSCURRENT'] });
  expect(await stages(true)).toMatchObject({ [first]: undefined });
  // And back.
  await move('AWSCURRENT', second, third);
  expect(await stages()).toEqual({ [second]: ['AWSCURRENT', 'PUT1'], [third]: ['AWSPREVIOUS'] });
  await move('PUT1', undefined, second);
  expect(await stages()).toEqual({ [second]: ['AWSCURRENT'], [third]: ['AWSPREVIOUS'] });

  const get = (more: object) => client.send(new GetSecretValueCommand({ SecretId, ...more }));
  expect((await get({ VersionId: third })).SecretString).toBe('S3');
  expect((await get({ VersionId: first })).SecretString).toBe('S1');
  await expect(get({ VersionId: third, VersionStage: 'AWSCURRENT' })).rejects.toMatchObject({
    name: 'InvalidRequestException',
    message: 'You provided a VersionStage that is not associated to the provided VersionId.',
  });
  await expect(get({ VersionStage: 'NONE' })).rejects.toThrow('secret value for staging label: NONE');

  await expect(move('AWSCURRENT', third)).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: `The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version ${second}, so you must explicitly reference that version in RemoveFromVersionId.`,
  });
  await expect(move('AWSCURRENT', undefined, second)).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('a hundred versions are kept, those with labels among them', async () => {
  for (let number = 0; number < 105; number++) await put(`many ${number}`);
  const kept = await client.send(new ListSecretVersionIdsCommand({ SecretId, IncludeDeprecated: true }));
  expect(kept.Versions).toHaveLength(100);
  expect(Object.values(await stages()).flat()).toEqual(['AWSPREVIOUS', 'AWSCURRENT']);
});
