import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateAliasCommand,
  PublishVersionCommand,
  RemovePermissionCommand,
} from '@aws-sdk/client-lambda';
import { givenGateway, type GivenGateway } from './given-gateway.ts';

let given: GivenGateway;
let apiId: string;
let iam: IAMClient;
beforeAll(async () => {
  given = await givenGateway();
  iam = new IAMClient(given.aws.clientConfig);
  await given.aFunction(() => ({ statusCode: 200, body: 'ok' }), { name: 'closed', isPermitted: false });
  await given.lambda.send(new PublishVersionCommand({ FunctionName: 'closed' }));
  await given.lambda.send(new CreateAliasCommand({ FunctionName: 'closed', Name: 'live', FunctionVersion: '1' }));
});
beforeEach(async () => void (apiId = await given.anApi()));
afterAll(async () => {
  iam.destroy();
  await given.stop();
});

async function statusWith(
  routeKey: string,
  path: string,
  qualifier?: string,
  CredentialsArn?: string,
): Promise<number> {
  const IntegrationUri = given.functionArn('closed', qualifier);
  await given.aLambdaRoute(apiId, routeKey, 'closed', { integration: { IntegrationUri, CredentialsArn } });
  await given.deploy(apiId);
  return (await given.call(apiId, path)).status;
}

async function permit(SourceArn?: string, Qualifier?: string): Promise<() => Promise<unknown>> {
  const StatementId = `s${Math.random().toString(36).slice(2)}`;
  await given.lambda.send(
    new AddPermissionCommand({
      FunctionName: 'closed',
      StatementId,
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn,
      Qualifier,
    }),
  );
  return () => given.lambda.send(new RemovePermissionCommand({ FunctionName: 'closed', StatementId, Qualifier }));
}
const arn = (rest: string): string => `arn:aws:execute-api:us-east-1:123456789012:${apiId}/${rest}`;

test('without any permission the client gets a 500', async () => {
  expect(await statusWith('GET /a/{id}', '/a/1')).toBe(500);
});

test.each([
  ['the whole API', '*', 200],
  ['any stage and method of the path', '*/*/a/{id}', 200],
  ['exactly this route', '$default/GET/a/{id}', 200],
  ['another method', '*/POST/a/{id}', 500],
  ['another stage', 'dev/*', 500],
])('a permission for %s', async (_, source, expected) => {
  const revoke = await permit(arn(source));
  expect(await statusWith('GET /a/{id}', '/a/1')).toBe(expected);
  await revoke();
  expect((await given.call(apiId, '/a/1')).status).toBe(500);
});

test('the $default route is named as such', async () => {
  const revoke = await permit(arn('*/$default'));
  expect(await statusWith('$default', '/anything')).toBe(200);
  await revoke();
});

test('a permission is for one qualifier', async () => {
  const revoke = await permit(undefined, 'live');
  expect(await statusWith('GET /alias', '/alias', 'live')).toBe(200);
  expect(await statusWith('GET /version', '/version', '1')).toBe(500);
  expect(await statusWith('GET /bare', '/bare')).toBe(500);
  await revoke();
});

async function role(RoleName: string, trusted: string, Resource: string): Promise<string> {
  const trust = { Statement: [{ Effect: 'Allow', Principal: { Service: trusted }, Action: 'sts:AssumeRole' }] };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', ...trust });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const may = { Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource }] };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', ...may });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument }));
  return Role?.Arn ?? '';
}

describe('a role', () => {
  const gateway = 'apigateway.amazonaws.com';

  test('that may invoke needs no resource policy', async () => {
    const credentials = await role('invoke', gateway, `${given.functionArn('closed')}:*`);
    expect(await statusWith('GET /a', '/a', '1', credentials)).toBe(200);
  });

  test.each([
    ['for another function', gateway, 'arn:aws:lambda:us-east-1:123456789012:function:other:*'],
    ['that API Gateway cannot assume', 'lambda.amazonaws.com', '*'],
  ])('%s is a 500, whatever the resource policy', async (name, trusted, resource) => {
    const revoke = await permit();
    const credentials = await role(`r-${name.replaceAll(' ', '-')}`, trusted, resource);
    expect(await statusWith('GET /a', '/a', undefined, credentials)).toBe(500);
    await revoke();
  });
});
