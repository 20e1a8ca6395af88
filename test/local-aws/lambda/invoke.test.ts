import {
  InvokeCommand,
  PutFunctionRecursionConfigCommand,
  type InvokeCommandInput,
  type InvokeCommandOutput,
} from '@aws-sdk/client-lambda';
import type { BuildMiddleware } from '@smithy/types';
import { noFaults } from '../../../src/local-aws/faults/fault-rule.ts';
import type { Invocation, InvocationResult } from '../../../src/local-aws/kernel/world.ts';
import { givenLambda, refusal, type GivenLambda } from './given-lambda.ts';

describe('Invoke', () => {
  let given: GivenLambda;
  let name: string;
  let invocations: Invocation[] = [];
  let result: InvocationResult;
  beforeAll(async () => {
    given = await givenLambda();
    name = await given.aFunction({ Publish: true });
    given.aws.world.invoker = {
      ...given.aws.world.invoker,
      invoke: (invocation) => {
        invocations.push(invocation);
        return Promise.resolve(result);
      },
    };
  });
  beforeEach(() => {
    invocations = [];
    result = { status: 200, payload: Buffer.from('{"ok":1}'), executedVersion: '1' };
  });
  afterAll(() => given.stop());

  const invoke = async (more: Partial<InvokeCommandInput> = {}): Promise<object> => {
    const {
      Payload,
      $metadata: _metadata,
      ...answer
    } = await given.lambda.send(new InvokeCommand({ FunctionName: name, ...more }));
    return { ...answer, Payload: Buffer.from(Payload ?? []).toString() };
  };

  describe('in a chain of requests', () => {
    /** As SDKs inside of a function do. */
    const within = async (traceId: string): Promise<string> => {
      const command = new InvokeCommand({ FunctionName: name });
      const addHeader: BuildMiddleware<InvokeCommandInput, InvokeCommandOutput> = (next) => (args) => {
        (args.request as { headers: Record<string, string> }).headers['x-amzn-trace-id'] = traceId;
        return next(args);
      };
      command.middlewareStack.add(addHeader, { step: 'build' });
      await given.lambda.send(command);
      return invocations.at(-1)?.traceId ?? '';
    };

    test('a function that goes round is stopped after sixteen times, unless that is allowed', async () => {
      let traceId = 'Root=1-2-3;Lineage=0000000a:99';
      for (let times = 0; times < 16; times++) traceId = await within(traceId);
      expect(traceId).toMatch(/^Root=1-2-3;Lineage=0000000a:99\|[0-9a-f]{8}:16$/);
      await expect(within(traceId)).rejects.toMatchObject({
        name: 'RecursiveInvocationException',
        $metadata: { httpStatusCode: 400 },
      });
      const allow = (RecursiveLoop: 'Allow' | 'Terminate'): Promise<unknown> =>
        given.lambda.send(new PutFunctionRecursionConfigCommand({ FunctionName: name, RecursiveLoop }));
      await allow('Allow');
      expect(await within(traceId)).toContain(':17');
      await allow('Terminate');
    });
  });

  test('hands the request on as it came', async () => {
    const input = { Qualifier: '1', Payload: Buffer.from('{"a":1}'), LogType: 'Tail', ClientContext: 'e30=' } as const;
    await invoke(input);
    await invoke({ FunctionName: given.arn(name, '1'), InvocationType: 'DryRun' });
    expect(invocations).toMatchObject([
      {
        functionName: name,
        qualifier: '1',
        payload: Buffer.from('{"a":1}'),
        type: 'RequestResponse',
        tail: true,
        clientContext: 'e30=',
      },
      { functionName: name, qualifier: '1', payload: Buffer.alloc(0), type: 'DryRun', tail: false },
    ]);
  });

  test('answers version, error and log in headers', async () => {
    expect(await invoke()).toEqual({ StatusCode: 200, ExecutedVersion: '1', Payload: '{"ok":1}' });
    result = { ...result, functionError: 'Unhandled', logTail: 'bG9n' };
    expect(await invoke()).toMatchObject({ FunctionError: 'Unhandled', LogResult: 'bG9n' });
  });

  test.each([
    ['Event', 202],
    ['DryRun', 204],
  ] as const)('of type %s answers %i and nothing', async (InvocationType, status) => {
    result = { status, payload: Buffer.from('null'), executedVersion: '$LATEST' };
    expect(await invoke({ InvocationType })).toMatchObject({ StatusCode: status, Payload: '' });
  });

  test.each<[string, Partial<InvokeCommandInput>, string]>([
    [
      'a payload that is no JSON',
      { Payload: Buffer.from('{nope') },
      "400 InvalidRequestContentException: Could not parse request body into json: Could not parse payload into json: Unrecognized token 'nope': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    ],
    [
      'a payload above 6 MB',
      { Payload: Buffer.from(JSON.stringify('x'.repeat(6_291_455))) },
      '413 RequestEntityTooLargeException: Request must be smaller than 6291456 bytes for the InvokeFunction operation',
    ],
    [
      'an asynchronous payload above 1 MB',
      { InvocationType: 'Event', Payload: Buffer.from(JSON.stringify('x'.repeat(1_048_575))) },
      '413 RequestEntityTooLargeException: Request must be smaller than 1048576 bytes for the InvokeFunction operation',
    ],
    [
      'an unknown type',
      { InvocationType: 'Later' as 'Event' },
      "400 ValidationException: 1 validation error detected: Value 'Later' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]",
    ],
    [
      'a version that is not there',
      { FunctionName: 'none', Qualifier: '3' },
      '404 ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:123456789012:function:none:3',
    ],
  ])('refuses %s and runs nothing', async (_title, input, said) => {
    expect(await refusal(invoke(input))).toBe(said);
    expect(invocations).toEqual([]);
  });

  test('of a function that is being created is refused', async () => {
    const slow = await givenLambda({ faults: { ...noFaults, durations: { 'lambda.create': 60_000 } } });
    const FunctionName = 'pending';
    await slow.aws.world.call('lambda', 'CreateFunction', { ...slow.createInput({ FunctionName }) });
    expect(await refusal(slow.lambda.send(new InvokeCommand({ FunctionName })))).toBe(
      '409 ResourceConflictException: The operation cannot be performed at this time. The function is currently in the following state: Pending',
    );
    await slow.stop();
  });
});
