import {
  CreateStageCommand,
  CreateDeploymentCommand,
  UpdateIntegrationCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-apigatewayv2';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  LambdaClient,
  UpdateFunctionCodeCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { givenApis, type GivenApis } from '../apigateway/given-api.ts';
import { zipOf } from '../lambda/zip-of.ts';

let given: GivenApis;
let lambda: LambdaClient;
let iam: IAMClient;
beforeAll(async () => {
  given = await givenApis();
  lambda = new LambdaClient(given.aws.clientConfig);
  iam = new IAMClient(given.aws.clientConfig);
});
afterAll(async () => {
  lambda.destroy();
  iam.destroy();
  await given.stop();
});

const code = (mark: string): Buffer =>
  zipOf({
    name: 'index.mjs',
    content: `export const handler = async (event, context) => ({
      statusCode: 200,
      headers: { 'x-version': context.functionVersion, 'x-trace': process.env._X_AMZN_TRACE_ID },
      body: '${mark} ' + event.requestContext.http.method + ' ' + event.rawPath + ' ' + event.body,
    });`,
  });

async function aRole(): Promise<string> {
  const trust = { Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'invoke', AssumeRolePolicyDocument }));
  const may = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: `${given.functionArn('orders')}:*` };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [may] });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'invoke', PolicyName: 'p', PolicyDocument }));
  return Role?.Arn ?? '';
}

test('a release goes live with one write and back with another, on real functions', async () => {
  const FunctionName = 'orders';
  const Role = 'arn:aws:iam::123456789012:role/any';
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: code('blue') },
      Publish: true,
    }),
  );
  await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 5, minDelay: 0.01, maxDelay: 0.02 }, { FunctionName });
  await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: code('green'), Publish: true }));
  await waitUntilFunctionUpdatedV2(
    { client: lambda, maxWaitTime: 5, minDelay: 0.01, maxDelay: 0.02 },
    { FunctionName },
  );

  const ApiId = await given.anApi();
  const CredentialsArn = await aRole();
  const IntegrationId = await given.anIntegration(ApiId, {
    IntegrationUri: given.functionArn('orders', '1'),
    CredentialsArn,
  });
  await given.aRoute(ApiId, 'ANY /orders', { Target: `integrations/${IntegrationId}` });
  const blue = (await given.client.send(new CreateDeploymentCommand({ ApiId }))).DeploymentId;
  const IntegrationUri = given.functionArn('orders', '2');
  await given.client.send(new UpdateIntegrationCommand({ ApiId, IntegrationId, IntegrationUri }));
  const green = (await given.client.send(new CreateDeploymentCommand({ ApiId }))).DeploymentId;
  await given.client.send(new CreateStageCommand({ ApiId, StageName: '$default', DeploymentId: blue }));

  const origin = await given.aws.world.gateway.endpoint(ApiId);
  const seen = async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${origin}/orders`, { method: 'POST', body: '{"a":1}', headers });
    expect(response.headers.get('x-trace')).toMatch(/^Root=1-/);
    return [response.status, response.headers.get('x-version'), await response.text()];
  };
  expect(await seen()).toEqual([200, '1', 'blue POST /orders {"a":1}']);
  await given.client.send(new UpdateStageCommand({ ApiId, StageName: '$default', DeploymentId: green }));
  expect(await seen()).toEqual([200, '2', 'green POST /orders {"a":1}']);
  await given.client.send(new UpdateStageCommand({ ApiId, StageName: '$default', DeploymentId: blue }));
  expect(await seen()).toEqual([200, '1', 'blue POST /orders {"a":1}']);
});
