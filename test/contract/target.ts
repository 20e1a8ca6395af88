import { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { noFaults } from '../../src/local-aws/faults/fault-rule.ts';
import { startLocalAws } from '../local-aws/start-local-aws.ts';

/** `LOCAL_AWS_TARGET=aws` sends the same tests to AWS, with the credentials and the Region of the environment. */
export const isAws = process.env['LOCAL_AWS_TARGET'] === 'aws';

/** Enough for AWS's waits; locally everything is a matter of milliseconds. */
export const TEST_TIMEOUT_MS = isAws ? 600_000 : 30_000;

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const BASIC = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

export interface Target {
  readonly lambda: LambdaClient;
  readonly api: ApiGatewayV2Client;
  readonly cloudformation: CloudFormationClient;
  readonly account: string;
  readonly region: string;
  /** A role that Lambda may assume. */
  readonly roleArn: string;
  /** A name that nobody else has; everything made in a test carries one. */
  readonly unique: (what: string) => string;
  /** Registers what removes something at the end; the last added goes first, failures are passed over. */
  readonly later: (remove: () => Promise<unknown>) => void;
  readonly close: () => Promise<void>;
}

interface Connection {
  readonly config: object;
  readonly region: string;
  readonly stop: () => Promise<void>;
}

async function connect(): Promise<Connection> {
  const region = process.env['AWS_REGION'] ?? 'us-east-1';
  // AWS's management rates (API Gateway: 10 a second) are met by waiting, not by failing.
  if (isAws) return { config: { region, maxAttempts: 10 }, region, stop: () => Promise.resolve() };
  // An update lasts long enough for a second call to meet it, on a busy machine too.
  const aws = await startLocalAws({ faults: { ...noFaults, durations: { 'lambda.update': 150 } } });
  return { config: aws.clientConfig, region: aws.clientConfig.region, stop: aws.stop };
}

export async function openTarget(): Promise<Target> {
  const { config, region, stop } = await connect();
  const iam = new IAMClient(config);
  const RoleName = `ship-contract-${randomBytes(4).toString('hex')}`;
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: BASIC }));
  if (isAws) await sleep(12_000); // Until the role is seen everywhere.
  const removals: (() => Promise<unknown>)[] = [
    () => iam.send(new DeleteRoleCommand({ RoleName })),
    () => iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: BASIC })),
  ];
  const { Account } = await new STSClient(config).send(new GetCallerIdentityCommand({}));
  return {
    lambda: new LambdaClient(config),
    api: new ApiGatewayV2Client(config),
    cloudformation: new CloudFormationClient(config),
    account: Account as string,
    region,
    roleArn: Role?.Arn as string,
    unique: (what) => `ship-contract-${what}-${randomBytes(4).toString('hex')}`,
    later: (remove) => void removals.push(remove),
    close: async () => {
      for (const remove of removals.toReversed()) await remove().catch(() => undefined);
      await stop();
    },
  };
}

/** Asks again until the answer satisfies; answers the last one. On AWS a change takes seconds to be seen. */
export async function until<Answer>(
  ask: () => Promise<Answer>,
  satisfies: (answer: Answer) => boolean,
): Promise<Answer> {
  const end = Date.now() + (isAws ? 90_000 : 5000);
  for (;;) {
    const answer = await ask();
    if (satisfies(answer) || Date.now() > end) return answer;
    await sleep(isAws ? 500 : 5);
  }
}

/** The name and status of the error that a call ends with, or `none`. */
export async function failureOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'none';
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return `${name} ${$metadata?.httpStatusCode}`;
  }
}
