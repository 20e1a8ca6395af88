import { CreateStackCommand, DeleteStackCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { startLocalAws } from '../start-local-aws.ts';
import { queue, startStacks, templateOf, type Stacks } from './stacks.ts';

let stacks: Stacks;
let secrets: SecretsManagerClient;
beforeAll(async () => {
  stacks = await startStacks(await startLocalAws({ acceptAnyRole: true }));
  secrets = new SecretsManagerClient(stacks.aws.clientConfig);
});
afterAll(() => stacks.aws.stop());

const secret = (Properties: object, others: object = {}): object => ({
  Type: 'AWS::SecretsManager::Secret',
  Properties,
  ...others,
});
const create = async (StackName: string, TemplateBody: string): Promise<string> => {
  await stacks.client.send(new CreateStackCommand({ StackName, TemplateBody }));
  return stacks.statusOf(StackName);
};
const update = async (StackName: string, TemplateBody: string): Promise<string> => {
  await stacks.client.send(new UpdateStackCommand({ StackName, TemplateBody }));
  return stacks.statusOf(StackName);
};
const remove = async (StackName: string): Promise<void> => {
  const { StackId } = await stacks.settled(StackName);
  await stacks.client.send(new DeleteStackCommand({ StackName }));
  expect(await stacks.statusOf(StackId ?? '')).toBe('DELETE_COMPLETE');
};
const valueOf = async (SecretId: string): Promise<string> =>
  (await secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '';

const CODE = `const { SecretsManagerClient, GetSecretValueCommand } = require('@aws-sdk/client-secrets-manager');
const { SECRET: SecretId } = process.env;
const read = new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId }));
exports.handler = async () => JSON.parse((await read).SecretString).user;`;

const generated = { SecretStringTemplate: '{"user":"admin"}', GenerateStringKey: 'password', PasswordLength: '20' };

test('a function reads at its start the secret that its stack generated', async () => {
  const body = templateOf({
    Db: secret({ GenerateSecretString: generated, Description: 'The database' }),
    Reader: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Timeout: 20,
        Role: 'arn:aws:iam::123456789012:role/any',
        Code: { ZipFile: CODE },
        Environment: { Variables: { SECRET: { Ref: 'Db' } } },
      },
    },
    Policy: {
      Type: 'AWS::SecretsManager::ResourcePolicy',
      Properties: { SecretId: { 'Fn::GetAtt': ['Db', 'Id'] }, ResourcePolicy: { Statement: [] } },
    },
  });
  expect(await create('reader', body)).toBe('CREATE_COMPLETE');
  const { Db: ARN = '', Reader: FunctionName } = await stacks.physicalIds('reader');
  expect(ARN).toMatch(/:secret:Db-\w{12}-[A-Za-z0-9]{6}$/);
  expect(JSON.parse(await valueOf(ARN))).toEqual({ user: 'admin', password: expect.stringMatching(/^.{20}$/s) });
  const answer = await new LambdaClient(stacks.aws.clientConfig).send(new InvokeCommand({ FunctionName }));
  expect(Buffer.from(answer.Payload ?? []).toString()).toBe('"admin"');
  const policy = await secrets.send(new GetResourcePolicyCommand({ SecretId: ARN }));
  expect(policy.ResourcePolicy).toBe('{"Statement":[]}');
  await remove('reader');
  // No recovery window: the name is free again.
  await expect(secrets.send(new DescribeSecretCommand({ SecretId: ARN }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
}, 30_000);

test('an update changes the value in place, and leaves a generated one alone when nothing asks for another', async () => {
  const body = (SecretString: string, Description: string): string =>
    templateOf({
      Written: secret({ Name: 'written', SecretString, Tags: [{ Key: 'a', Value: Description }] }),
      Generated: secret({ GenerateSecretString: {}, Description }, { DeletionPolicy: 'Retain' }),
    });
  expect(await create('changing', body('one', 'x'))).toBe('CREATE_COMPLETE');
  const { Generated = '' } = await stacks.physicalIds('changing');
  const before = await valueOf(Generated);
  expect(before).toHaveLength(32);
  expect(await update('changing', body('two', 'y'))).toBe('UPDATE_COMPLETE');
  expect(await valueOf('written')).toBe('two');
  expect(await valueOf(Generated)).toBe(before);
  const described = await secrets.send(new DescribeSecretCommand({ SecretId: 'written' }));
  expect(described.Tags).toContainEqual({ Key: 'a', Value: 'y' });
  expect((await secrets.send(new DescribeSecretCommand({ SecretId: Generated }))).Description).toBe('y');
  await remove('changing');
  expect(await valueOf(Generated)).toBe(before);
});

test('a secret whose name is taken fails as AWS says it', async () => {
  await secrets.send(new CreateSecretCommand({ Name: 'taken', SecretString: '1' }));
  expect(await create('late', templateOf({ S: secret({ Name: 'taken' }) }))).toBe('ROLLBACK_COMPLETE');
  const failed = (await stacks.eventsOf('late')).find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED');
  expect(failed?.ResourceStatusReason).toContain('The operation failed because the secret taken already exists.');
  expect(failed?.ResourceStatusReason).toContain('HandlerErrorCode: AlreadyExists');
  expect(await valueOf('taken')).toBe('1');
});

test('a dynamic reference finds the whole value, a key of it, a stage, and a secret by its ARN', async () => {
  const { ARN } = await secrets.send(
    new CreateSecretCommand({ Name: 'app/my-numbers', SecretString: '{"delay":"7","wait":3}' }),
  );
  const Variables = {
    WHOLE: '{{resolve:secretsmanager:app/my-numbers}}',
    KEY: `a {{resolve:secretsmanager:${ARN}:SecretString:delay}} and {{resolve:secretsmanager:app/my-numbers:SecretString:wait:AWSCURRENT}}`,
  };
  const Properties = { Runtime: 'nodejs22.x', Handler: 'index.handler', Role: 'arn:aws:iam::123456789012:role/any' };
  const reader = {
    Type: 'AWS::Lambda::Function',
    Properties: { ...Properties, FunctionName: 'resolved', Code: { ZipFile: CODE }, Environment: { Variables } },
  };
  expect(await create('resolving', templateOf({ Reader: reader }))).toBe('CREATE_COMPLETE');
  const lambda = new LambdaClient(stacks.aws.clientConfig);
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'resolved' }));
  expect(Environment?.Variables).toEqual({ WHOLE: '{"delay":"7","wait":3}', KEY: 'a 7 and 3' });
});

test.each([
  ['none', "Secrets Manager can't find the specified secret."],
  ['plain:SecretString:key', 'Could not parse SecretString JSON'],
  ['members:SecretString:key', 'Could not find a value associated with JSONKey in SecretString'],
])('a dynamic reference that finds nothing fails the resource: %s', async (reference, reason) => {
  const Name = reference.split(':')[0] ?? '';
  if (Name !== 'none') {
    await secrets.send(new CreateSecretCommand({ Name, SecretString: Name === 'plain' ? 'text' : '{"other":1}' }));
  }
  const body = templateOf({ Q: queue({ VisibilityTimeout: `{{resolve:secretsmanager:${reference}}}` }) });
  expect(await create(`lost-${Name}`, body)).toBe('ROLLBACK_COMPLETE');
  const reasons = (await stacks.eventsOf(`lost-${Name}`)).map(({ ResourceStatusReason = '' }) => ResourceStatusReason);
  expect(reasons.join('\n')).toContain(reason);
});
