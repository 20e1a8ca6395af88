import {
  AddPermissionCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { zipFiles } from '../local-aws/execution/given-execution.ts';
import { isAws, type Target } from './target.ts';

const wait = isAws
  ? { maxWaitTime: 120, minDelay: 1, maxDelay: 3 }
  : { maxWaitTime: 10, minDelay: 0.01, maxDelay: 0.05 };

/** A handler's code that answers `body` over HTTP. */
export function answering(expression: string): Buffer {
  return zipFiles({ 'index.js': `exports.handler = async (event) => (${expression});` });
}

export async function createFunction(
  target: Target,
  zip = answering('({ statusCode: 200, body: "one" })'),
): Promise<string> {
  const FunctionName = target.unique('function');
  target.later(() => target.lambda.send(new DeleteFunctionCommand({ FunctionName })));
  await target.lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: target.roleArn,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: zip },
    }),
  );
  await waitUntilFunctionActiveV2({ client: target.lambda, ...wait }, { FunctionName });
  return FunctionName;
}

/** Answers the version's ARN. */
export async function publish(target: Target, FunctionName: string, zip?: Buffer): Promise<string> {
  if (zip) {
    await target.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zip }));
    await waitUntilFunctionUpdatedV2({ client: target.lambda, ...wait }, { FunctionName });
  }
  const { FunctionArn } = await target.lambda.send(new PublishVersionCommand({ FunctionName }));
  return FunctionArn as string;
}

/** Lets API Gateway invoke exactly this version. */
export async function allowGateway(target: Target, versionArn: string): Promise<void> {
  const [name, Qualifier] = versionArn.split(':').slice(6) as [string, string];
  await target.lambda.send(
    new AddPermissionCommand({
      FunctionName: name,
      Qualifier,
      StatementId: 'gateway',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    }),
  );
}
