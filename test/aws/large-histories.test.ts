import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateDeploymentCommand,
  CreateRouteCommand,
} from '@aws-sdk/client-apigatewayv2';
import { CreateAliasCommand, PublishVersionCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { connectCloud } from '../../src/aws/connect-cloud.ts';
import type { Cloud } from '../../src/release/cloud.ts';
import { givenLambda, type GivenLambda } from '../local-aws/lambda/given-lambda.ts';
import { localEnvironment } from './environments.ts';

// What is not read is taken for gone: prune would delete what an alias of the second page uses.

const numbersTo = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => String(index + 1));
let given: GivenLambda;
let cloud: Cloud;

beforeAll(async () => {
  given = await givenLambda();
  cloud = connectCloud(localEnvironment, { endpoint: given.aws.endpoint });
});
afterAll(() => given.stop());

test('all versions and aliases of a function with a long history are read, not the first page of them', async () => {
  const name = await given.aFunction();
  for (const number of numbersTo(55)) {
    await given.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Description: number }));
    await given.settled(name);
    await given.lambda.send(new PublishVersionCommand({ FunctionName: name }));
    const alias = { FunctionName: name, Name: `a${number}`, FunctionVersion: number };
    await given.lambda.send(new CreateAliasCommand(alias));
  }
  const [versions, aliases] = await Promise.all([cloud.listVersions(name), cloud.listAliases(name)]);
  expect(versions?.map(({ version }) => version)).toEqual(['$LATEST', ...numbersTo(55)]);
  expect(new Set(aliases?.map(({ version }) => version))).toEqual(new Set(numbersTo(55)));
});

test('all gateway deployments are read, not the first page of them', async () => {
  const client = new ApiGatewayV2Client(given.aws.clientConfig);
  const { ApiId = '' } = await client.send(new CreateApiCommand({ Name: 'many', ProtocolType: 'HTTP' }));
  await client.send(new CreateRouteCommand({ ApiId, RouteKey: 'GET /' }));
  for (const Description of numbersTo(105)) await client.send(new CreateDeploymentCommand({ ApiId, Description }));
  const deployments = await cloud.listDeployments(ApiId);
  expect(new Set(deployments.map(({ description }) => description))).toEqual(new Set(numbersTo(105)));
});
