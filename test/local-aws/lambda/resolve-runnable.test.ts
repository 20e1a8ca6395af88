import {
  CreateAliasCommand,
  DeleteFunctionCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { AwsError } from '../../../src/local-aws/kernel/aws-error.ts';
import { resolveRunnable } from '../../../src/local-aws/lambda/resolve-runnable.ts';
import type { Runnable } from '../../../src/local-aws/lambda/runnable.ts';
import { givenLambda, ROLE, type GivenLambda } from './given-lambda.ts';
import { codeZip } from './zip-of.ts';

describe('what runs', () => {
  let given: GivenLambda;
  let name: string;
  beforeAll(async () => {
    given = await givenLambda();
  });
  beforeEach(async () => {
    name = await given.aFunction({ Publish: true, Environment: { Variables: { COLOR: 'blue' } }, Timeout: 9 });
    const code = { FunctionName: name, ZipFile: codeZip('two'), Publish: true };
    await given.lambda.send(new UpdateFunctionCodeCommand(code));
    await given.settled(name);
  });
  afterAll(() => given.stop());

  const resolve = (qualifier?: string, functionName = name): Runnable =>
    resolveRunnable(given.aws.world, functionName, qualifier);
  const live = (weights?: Record<string, number>): Promise<unknown> =>
    given.lambda.send(
      new CreateAliasCommand({
        FunctionName: name,
        Name: 'live',
        FunctionVersion: '1',
        ...(weights && { RoutingConfig: { AdditionalVersionWeights: weights } }),
      }),
    );

  test('is told whole', () => {
    expect(resolve('1')).toEqual({
      functionName: name,
      invokedFunctionArn: given.arn(name, '1'),
      version: '1',
      key: expect.any(String),
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      architecture: 'x86_64',
      timeoutSeconds: 9,
      memoryMb: 128,
      ephemeralStorageMb: 512,
      environment: { COLOR: 'blue' },
      codeBlob: expect.stringMatching(/^[0-9a-f]{64}$/),
      layerBlobs: [],
      roleArn: ROLE,
      logGroup: `/aws/lambda/${name}`,
      tracingMode: 'PassThrough',
      logging: { format: 'Text' },
      asynchronous: { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 },
    });
  });

  test('for a bare name is $LATEST; an alias is resolved, its ARN kept', async () => {
    await live();
    expect(resolve()).toMatchObject({ version: '$LATEST', invokedFunctionArn: given.arn(name) });
    expect(resolve('live')).toMatchObject({ version: '1', invokedFunctionArn: given.arn(name, 'live') });
    expect(resolve(undefined, given.arn(name, '2'))).toMatchObject({ version: '2' });
  });

  test('has a key that changes with code and configuration, and only then', async () => {
    const before = resolve();
    expect(resolve().key).toBe(before.key);
    expect(resolve('1').key).not.toBe(resolve('2').key);
    await given.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Timeout: 10 }));
    await given.settled(name);
    const after = resolve();
    expect(after.key).not.toBe(before.key);
    expect(after.codeBlob).toBe(before.codeBlob);
    await given.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Timeout: 9 }));
    await given.settled(name);
    expect(resolve().key).toBe(before.key);
  });

  test('is drawn by weight at every invocation', async () => {
    await live({ 2: 0.25 });
    const drawn = Array.from({ length: 2000 }, () => resolve('live').version);
    const share = drawn.filter((version) => version === '2').length / drawn.length;
    expect(share).toBeGreaterThan(0.18);
    expect(share).toBeLessThan(0.32);
    const update = { FunctionName: name, Name: 'live', RoutingConfig: { AdditionalVersionWeights: { 2: 1 } } };
    await given.lambda.send(new UpdateAliasCommand(update));
    expect(resolve('live').version).toBe('2');
  });

  test('carries reserved concurrency and the asynchronous settings of its qualifier alone', async () => {
    await live();
    await given.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions: 3 }));
    await given.lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: name,
        Qualifier: 'live',
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:123456789012:failed' } },
      }),
    );
    expect(resolve('live')).toMatchObject({
      reservedConcurrency: 3,
      asynchronous: { maximumRetryAttempts: 0, onFailureArn: 'arn:aws:sqs:us-east-1:123456789012:failed' },
    });
    expect(resolve('1').asynchronous).toEqual({ maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 });
  });

  const missing = (qualifier?: string): string => {
    try {
      resolve(qualifier);
    } catch (error) {
      return error instanceof AwsError ? `${error.status} ${error.message}` : String(error);
    }
    return 'resolved';
  };
  test('is missed by the ARN that was asked for', async () => {
    expect(missing('none')).toBe(`404 Function not found: ${given.arn(name, 'none')}`);
    expect(missing('77')).toBe(`404 Function not found: ${given.arn(name, '77')}`);
    await given.lambda.send(new DeleteFunctionCommand({ FunctionName: name }));
    expect(missing()).toBe(`404 Function not found: ${given.arn(name)}`);
  });
});
