import { randomUUID } from 'node:crypto';
import {
  CreateFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  type CreateFunctionCommandInput,
  type FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import type { LocalAwsOptions } from '../../../src/local-aws/start.ts';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';
import { codeZip } from './zip-of.ts';

export const ROLE = 'arn:aws:iam::123456789012:role/any';

export interface GivenLambda {
  readonly aws: StartedLocalAws;
  readonly lambda: LambdaClient;
  /** Creates a function, ready to be used, and answers its name. */
  readonly aFunction: (changes?: Partial<CreateFunctionCommandInput>) => Promise<string>;
  readonly createInput: (changes?: Partial<CreateFunctionCommandInput>) => CreateFunctionCommandInput;
  /** Until it is Active and its last update is over. */
  readonly settled: (name: string, qualifier?: string) => Promise<FunctionConfiguration>;
  readonly arn: (name: string, qualifier?: string) => string;
  readonly stop: () => Promise<void>;
}

function isSettled({ State, LastUpdateStatus }: FunctionConfiguration): boolean {
  return State !== 'Pending' && LastUpdateStatus !== 'InProgress';
}

const createInput: GivenLambda['createInput'] = (changes) => ({
  FunctionName: `f-${randomUUID().slice(0, 8)}`,
  Role: ROLE,
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
  Code: { ZipFile: codeZip() },
  ...changes,
});

/** A local AWS whose functions need no role, and a client to it. */
export async function givenLambda(options: Partial<LocalAwsOptions> = {}): Promise<GivenLambda> {
  const aws = await startLocalAws({ acceptAnyRole: true, ...options });
  const lambda = new LambdaClient(aws.clientConfig);
  const { region, accountId } = aws.world.config;
  const settled: GivenLambda['settled'] = async (FunctionName, Qualifier) => {
    for (;;) {
      const found = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier }));
      if (isSettled(found)) return found;
      await aws.world.clock.sleep(1);
    }
  };
  return {
    aws,
    lambda,
    createInput,
    settled,
    aFunction: async (changes) => {
      const { FunctionName = '' } = await lambda.send(new CreateFunctionCommand(createInput(changes)));
      await settled(FunctionName);
      return FunctionName;
    },
    arn: (name, qualifier) =>
      `arn:aws:lambda:${region}:${accountId}:function:${name}${qualifier ? `:${qualifier}` : ''}`,
    stop: async () => {
      lambda.destroy();
      await aws.stop();
    },
  };
}

/** What a refused call says: `409 ResourceConflictException: ...`. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return `${$metadata?.httpStatusCode} ${name}: ${message}`;
  }
  return 'accepted';
}
