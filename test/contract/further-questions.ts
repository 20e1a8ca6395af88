import {
  CreateAuthorizerCommand,
  CreateDeploymentCommand,
  GetRoutesCommand,
  GetStageCommand,
  UpdateAuthorizerCommand,
  UpdateIntegrationCommand,
  UpdateRouteCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-apigatewayv2';
import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { AddPermissionCommand, GetFunctionCommand, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { setTimeout as sleep } from 'node:timers/promises';
import { zipOf } from '../local-aws/lambda/zip-of.ts';
import { createApi, type GivenApi } from './given-api.ts';
import { allowGateway, answering, createFunction, publish } from './given-function.ts';
import type { Question } from './questions.ts';
import { failureOf, until, type Target } from './target.ts';

async function served(target: Target): Promise<GivenApi> {
  const api = await createApi(target, await publish(target, await createFunction(target)));
  await api.see('one');
  return api;
}

/** A function that answers as an authorizer of simple responses; its URI for API Gateway. */
async function authorizerUri(target: Target, isAuthorized: boolean): Promise<string> {
  const FunctionName = await createFunction(target, answering(`({ isAuthorized: ${isAuthorized} })`));
  const gateway = { Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com', StatementId: 'gateway' };
  await target.lambda.send(new AddPermissionCommand({ FunctionName, ...gateway }));
  const { Configuration } = await target.lambda.send(new GetFunctionCommand({ FunctionName }));
  const path = `2015-03-31/functions/${Configuration?.FunctionArn}/invocations`;
  return `arn:aws:apigateway:${target.region}:lambda:path/${path}`;
}

async function stackStatus({ cloudformation }: Target, StackName: string): Promise<string> {
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
  return Stacks?.[0]?.StackStatus ?? '';
}

async function settled(target: Target, StackName: string): Promise<string> {
  return until(
    () => stackStatus(target, StackName),
    (status) => !status.endsWith('_IN_PROGRESS'),
  );
}

const stageTemplate = (name: string, description: string): string =>
  JSON.stringify({
    Resources: {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: name, ProtocolType: 'HTTP' } },
      Backend: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId: { Ref: 'Api' },
          IntegrationType: 'HTTP_PROXY',
          IntegrationMethod: 'GET',
          IntegrationUri: 'https://example.com/',
          PayloadFormatVersion: '1.0',
        },
      },
      Route: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          ApiId: { Ref: 'Api' },
          RouteKey: 'GET /',
          Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Backend' }]] },
        },
      },
      Stage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', Description: description },
      },
    },
    Outputs: { Api: { Value: { Ref: 'Api' } } },
  });

/** The stage's deployment is set out of band; then the stack changes the stage's description. */
async function updateStageByStack(target: Target): Promise<string> {
  const { cloudformation, api } = target;
  const StackName = target.unique('stage');
  target.later(() => cloudformation.send(new DeleteStackCommand({ StackName })));
  await cloudformation.send(new CreateStackCommand({ StackName, TemplateBody: stageTemplate(StackName, 'one') }));
  await settled(target, StackName);
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
  const stage = { ApiId: Stacks?.[0]?.Outputs?.[0]?.OutputValue, StageName: '$default' };
  const { DeploymentId } = await api.send(new CreateDeploymentCommand({ ApiId: stage.ApiId }));
  await until(
    () => failureOf(api.send(new UpdateStageCommand({ ...stage, DeploymentId }))),
    (failure) => failure === 'none',
  );
  await cloudformation.send(new UpdateStackCommand({ StackName, TemplateBody: stageTemplate(StackName, 'two') }));
  const status = await settled(target, StackName);
  const after = await api.send(new GetStageCommand(stage));
  const kept = after.DeploymentId === DeploymentId ? 'kept' : `now ${after.DeploymentId}`;
  return `${status}, ${after.Description}, ${kept}`;
}

async function countRefused({ api }: Target, ApiId: string, writes: number): Promise<number> {
  const answers = await Promise.all(
    Array.from({ length: writes }, () => failureOf(api.send(new CreateDeploymentCommand({ ApiId })))),
  );
  return answers.filter((answer) => answer.startsWith('TooManyRequests')).length;
}

/** More of what AWS's documentation leaves open. */
export const furtherQuestions: readonly Question[] = [
  {
    question: 'Is a changed integration served before a deployment?',
    assumed: 'one',
    ask: async (target) => {
      const name = await createFunction(target);
      const api = await createApi(target, await publish(target, name));
      await api.see('one');
      const second = await publish(target, name, answering('({ statusCode: 200, body: "two" })'));
      await allowGateway(target, second);
      await api.pointAt(second);
      await sleep(500);
      return (await api.get()).body;
    },
  },
  {
    question: 'Is a changed authorizer asked before a deployment?',
    assumed: 200,
    ask: async (target) => {
      const api = await served(target);
      const { ApiId } = api;
      const { AuthorizerId } = await target.api.send(
        new CreateAuthorizerCommand({
          ApiId,
          Name: 'all',
          AuthorizerType: 'REQUEST',
          AuthorizerPayloadFormatVersion: '2.0',
          EnableSimpleResponses: true,
          AuthorizerResultTtlInSeconds: 0,
          IdentitySource: [],
          AuthorizerUri: await authorizerUri(target, true),
        }),
      );
      const { Items } = await target.api.send(new GetRoutesCommand({ ApiId }));
      const { RouteId } = Items?.[0] ?? {};
      await target.api.send(new UpdateRouteCommand({ ApiId, RouteId, AuthorizationType: 'CUSTOM', AuthorizerId }));
      await api.switchTo(await api.deploy());
      await api.see('one');
      const AuthorizerUri = await authorizerUri(target, false);
      await target.api.send(new UpdateAuthorizerCommand({ ApiId, AuthorizerId, AuthorizerUri }));
      await sleep(500);
      return (await api.get()).status;
    },
  },
  {
    question: 'Are response parameters applied to what a Lambda function answered?',
    assumed: 'r17',
    ask: async (target) => {
      const api = await served(target);
      const { ApiId, IntegrationId } = api;
      const ResponseParameters = { '200': { 'append:header.x-release': 'r17' } };
      await target.api.send(new UpdateIntegrationCommand({ ApiId, IntegrationId, ResponseParameters }));
      await api.switchTo(await api.deploy());
      return until(
        async () => (await fetch(api.url)).headers.get('x-release'),
        (release) => release !== null,
      );
    },
  },
  {
    question: 'Does a stack that changes a stage keep the deployment that was set out of band?',
    assumed: 'UPDATE_COMPLETE, two, kept',
    ask: updateStageByStack,
  },
  {
    question: "What does the gateway answer to a body above Lambda's limit, and above its own?",
    assumed: [413, '{"message":"Request Entity Too Large"}', 413, '{"message":"Request Entity Too Large"}'],
    ask: async (target) => {
      const { url } = await served(target);
      const post = async (megabytes: number): Promise<[number, string]> => {
        const body = Buffer.alloc(megabytes * 1024 * 1024, 'x');
        const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'text/plain' }, body });
        return [response.status, await response.text()];
      };
      return [...(await post(7)), ...(await post(11))];
    },
  },
  {
    // Locally only with --throttle; the SDK's own retries are part of the question.
    question: 'Are ten deployments at once refused as too many?',
    isHeavy: true,
    assumed: { someRefused: true },
    ask: async (target) => {
      const refused = await countRefused(target, (await served(target)).ApiId, 10);
      process.stderr.write(`${refused} of 10 CreateDeployment calls were refused after all retries\n`);
      return { someRefused: refused > 0 };
    },
  },
  {
    question: 'Do folders count towards the unzipped size?',
    isHeavy: true,
    assumed: 'none',
    ask: async (target) => {
      const FunctionName = await createFunction(target);
      const folders = Array.from({ length: 10 }, (_, index) => ({ name: `folder-${index}/`, content: '' }));
      const handler = 'exports.handler = async () => 1;';
      const zeros = Buffer.alloc(262_144_000 - 1 - handler.length);
      const ZipFile = zipOf({ name: 'index.js', content: handler }, { name: 'zeros', content: zeros }, ...folders);
      return failureOf(target.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile })));
    },
  },
];
