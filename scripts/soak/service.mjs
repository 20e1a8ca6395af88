import {
  CreateApiCommand,
  CreateDeploymentCommand,
  CreateIntegrationCommand,
  CreateRouteCommand,
  CreateStageCommand,
  DeleteDeploymentCommand,
  UpdateIntegrationCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-apigatewayv2';
import { AttachRolePolicyCommand, CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { setTimeout as sleep } from 'node:timers/promises';
import { zipOf } from '../../test/interop/zip-of.mjs';
import { waiter } from './clients.mjs';

const code = (mark) =>
  zipOf({
    'index.js': `exports.handler = async (e) => (e.Records ? undefined : { statusCode: 200, body: '${mark}' });`,
  });

const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}';
const ROLE = 'arn:aws:iam::123456789012:role/soak';

/** A function behind an API, a queue that feeds it, a bucket. */
export async function setUp(clients) {
  await clients.iam.send(new CreateRoleCommand({ RoleName: 'soak', AssumeRolePolicyDocument: TRUST }));
  await clients.iam.send(
    new AttachRolePolicyCommand({
      RoleName: 'soak',
      PolicyArn: 'arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole',
    }),
  );
  const FunctionName = 'soak';
  await clients.lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: ROLE,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: code('v0') },
    }),
  );
  await waitUntilFunctionActiveV2({ client: clients.lambda, ...waiter }, { FunctionName });
  const { FunctionArn } = await clients.lambda.send(new PublishVersionCommand({ FunctionName }));
  const { ApiId, ApiEndpoint } = await clients.api.send(new CreateApiCommand({ Name: 'soak', ProtocolType: 'HTTP' }));
  const { IntegrationId } = await clients.api.send(
    new CreateIntegrationCommand({
      ApiId,
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: FunctionArn,
      PayloadFormatVersion: '2.0',
    }),
  );
  await clients.api.send(
    new CreateRouteCommand({ ApiId, RouteKey: '$default', Target: `integrations/${IntegrationId}` }),
  );
  await allow(clients, '1');
  const { DeploymentId } = await clients.api.send(new CreateDeploymentCommand({ ApiId }));
  await clients.api.send(new CreateStageCommand({ ApiId, StageName: '$default', DeploymentId }));
  await clients.s3.send(new CreateBucketCommand({ Bucket: 'soak' }));
  const { QueueUrl } = await clients.sqs.send(new CreateQueueCommand({ QueueName: 'soak' }));
  await clients.lambda.send(
    new CreateEventSourceMappingCommand({
      FunctionName,
      EventSourceArn: 'arn:aws:sqs:us-east-1:123456789012:soak',
      BatchSize: 10,
    }),
  );
  return { ApiId, IntegrationId, url: new URL(ApiEndpoint), QueueUrl };
}

function allow(clients, Qualifier) {
  return clients.lambda.send(
    new AddPermissionCommand({
      FunctionName: 'soak',
      Qualifier,
      StatementId: 'api',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    }),
  );
}

const kept = [];
/** A release: new code, version, deployment, switch; releases older than three go. */
export async function deploy(clients, { ApiId, IntegrationId }, n) {
  const FunctionName = 'soak';
  await clients.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: code(`v${n}`) }));
  await waitUntilFunctionUpdatedV2({ client: clients.lambda, ...waiter }, { FunctionName });
  const { FunctionArn, Version } = await clients.lambda.send(new PublishVersionCommand({ FunctionName }));
  await allow(clients, Version);
  await clients.api.send(new UpdateIntegrationCommand({ ApiId, IntegrationId, IntegrationUri: FunctionArn }));
  const { DeploymentId } = await clients.api.send(new CreateDeploymentCommand({ ApiId }));
  await sleep(50);
  await clients.api.send(new UpdateStageCommand({ ApiId, StageName: '$default', DeploymentId }));
  kept.push({ DeploymentId, Version });
  if (kept.length <= 3) return;
  const old = kept.shift();
  await clients.api.send(new DeleteDeploymentCommand({ ApiId, DeploymentId: old.DeploymentId }));
  await clients.lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier: old.Version }));
}
