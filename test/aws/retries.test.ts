import { connectCloud } from '../../src/aws/connect-cloud.ts';
import type { ObservedCall } from '../../src/aws/supervise.ts';
import { lockLost } from '../../src/errors/catalogue/lock-errors.ts';
import { beforeRequest, CloudError, type Cloud } from '../../src/release/cloud.ts';
import { fakeTiming, localEnvironment } from './environments.ts';
import { startScriptedEndpoint, type ScriptedAnswer, type ScriptedEndpoint } from './scripted-endpoint.ts';

const stage = { name: '$default', deploymentId: 'd2', description: 'r2' };
const concurrentModification: ScriptedAnswer = {
  status: 409,
  error: 'ConflictException',
  body: { message: 'Unable to complete operation due to concurrent modification. Please try again later.' },
};
const updateInProgress: ScriptedAnswer = {
  status: 409,
  error: 'ResourceConflictException',
  body: { message: 'The operation cannot be performed at this time. An update is in progress for resource: arn:f' },
};

const failureOf = async (call: Promise<unknown>): Promise<CloudError> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CloudError);
  return error as CloudError;
};

describe('a call to AWS', () => {
  let wire: ScriptedEndpoint;
  let timing: ReturnType<typeof fakeTiming>;
  let observed: ObservedCall[];

  const given = async (...answers: ScriptedAnswer[]): Promise<Cloud> => {
    wire = await startScriptedEndpoint(answers);
    timing = fakeTiming();
    observed = [];
    const observe = (call: ObservedCall): void => void observed.push(call);
    return connectCloud(localEnvironment, { endpoint: wire.endpoint, timing, observe });
  };
  afterEach(() => wire.stop());

  test('is repeated with growing waits while API Gateway reports a concurrent modification', async () => {
    const cloud = await given(concurrentModification, concurrentModification, { body: {} });
    await cloud.updateStage('api1', stage);
    expect(wire.received).toHaveLength(3);
    expect(timing.sleeps).toEqual([200, 400]);
  });

  test('asks before each request whether it may still leave: a run that lost its lock between two tries sends no more', async () => {
    const cloud = await given({ status: 500, error: 'ServiceException', body: {} }, { body: {} });
    let asked = 0;
    const lost = lockLost(undefined);
    const mayGoOn = async (): Promise<void> => {
      if (++asked > 1) throw lost;
    };
    await expect(beforeRequest.run(mayGoOn, () => cloud.updateStage('api1', stage))).rejects.toBe(lost);
    expect([asked, wire.received.length]).toEqual([2, 1]);
  });

  test('is repeated while a function is being updated, and given up after a minute', async () => {
    const cloud = await given(updateInProgress);
    const error = await failureOf(cloud.deleteAlias('orders', 'old'));
    expect(error.name).toBe('ResourceConflictException');
    expect(timing.sleeps.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(60_000);
    expect(wire.received.length).toBeGreaterThan(8);
  });

  test('is repeated until Lambda can assume a role that was just made', async () => {
    const body = { message: 'The role defined for the function cannot be assumed by Lambda.' };
    const notYet = { status: 400, error: 'InvalidParameterValueException', body };
    const cloud = await given(notYet, { status: 200, body: { Version: '1' } });
    await cloud.publishVersion('orders', { codeSha256: 'abc', description: '' });
    expect(wire.received).toHaveLength(2);
  });

  test('is not repeated when a conflict means something else', async () => {
    const body = { message: 'Alias already exists: arn:aws:lambda:us-east-1:1:function:orders:ship-lock' };
    const cloud = await given({ status: 409, error: 'ResourceConflictException', body });
    const error = await failureOf(
      cloud.createAlias('orders', { name: 'ship-lock', version: '$LATEST', description: '' }),
    );
    expect(wire.received).toHaveLength(1);
    expect(error).toMatchObject({ status: 409, operation: 'CreateAlias', uncertain: false });
  });

  test('that lost its answer and is refused on the second try may have happened', async () => {
    const body = { message: 'The Revision Id provided does not match the latest Revision Id.' };
    const cloud = await given({ hangUp: true }, { status: 412, error: 'PreconditionFailedException', body });
    const error = await failureOf(cloud.updateAlias('orders', { name: 'ship-lock', revisionId: 'r1' }));
    expect(error).toMatchObject({ name: 'PreconditionFailedException', status: 412, uncertain: true });
  });

  test('that AWS answers with 5xx and then does is just done, and both requests are counted', async () => {
    const cloud = await given({ status: 503, body: { message: 'no' } }, { body: {} });
    await cloud.updateStage('api1', stage);
    expect(observed.map(({ service, operation, error }) => [service, operation, error !== undefined])).toEqual([
      ['ApiGatewayV2', 'UpdateStage', true],
      ['ApiGatewayV2', 'UpdateStage', false],
    ]);
  });

  test('that only reads is never uncertain', async () => {
    const cloud = await given({ hangUp: true }, { status: 403, error: 'AccessDeniedException', body: {} });
    expect(await failureOf(cloud.readStage('api1', '$default'))).toMatchObject({ uncertain: false });
  });

  test('to invoke is sent once: an invocation whose answer is lost may have run', async () => {
    const cloud = await given({ hangUp: true });
    const error = await failureOf(cloud.invoke('orders', '7', '{}', 5000));
    expect(wire.received).toHaveLength(1);
    expect(error).toMatchObject({ name: 'AWS_UNREACHABLE', uncertain: true });
  });

  test('to invoke that does not answer in its time says so', async () => {
    const cloud = await given({ body: {} });
    const stuck = connectCloud(localEnvironment, { endpoint: wire.endpoint });
    void cloud;
    expect(await failureOf(stuck.invoke('orders', '7', '{}', 0))).toMatchObject({ name: 'INVOKE_TIMEOUT' });
  });

  test('never hands on the environment values that Lambda quotes', async () => {
    const body = {
      message:
        'Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: {"TOKEN":"s3cret"}',
    };
    const cloud = await given({ status: 400, error: 'InvalidParameterValueException', body });
    const error = await failureOf(cloud.publishVersion('orders', { codeSha256: 'abc', description: '' }));
    expect(error.message).toContain('exceeded the 4KB limit');
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.toContain('s3cret');
  });

  test('with credentials that AWS refuses says so by one name', async () => {
    const body = { message: 'The security token included in the request is invalid.' };
    const cloud = await given({ status: 403, error: 'UnrecognizedClientException', body });
    expect(await failureOf(cloud.readFunction('orders'))).toMatchObject({ name: 'CREDENTIALS_REFUSED', status: 403 });
  });
});

test('an endpoint where nobody listens is said to be unreachable', async () => {
  const wire = await startScriptedEndpoint([{}]);
  await wire.stop();
  const cloud = connectCloud(localEnvironment, { endpoint: wire.endpoint });
  await expect(cloud.whoAmI()).rejects.toMatchObject({ name: 'AWS_UNREACHABLE', uncertain: false });
});

test('a local environment without an endpoint is refused before anything could reach the real AWS', () => {
  expect(() => connectCloud(localEnvironment)).toThrow(/no endpoint was given/);
});

test('a version is deleted only by number: without one Lambda would delete the function', async () => {
  const cloud = connectCloud(localEnvironment, { endpoint: 'http://127.0.0.1:9' });
  await expect(cloud.deleteVersion('orders', '')).rejects.toThrow('not a published version');
  await expect(cloud.deleteVersion('orders', '$LATEST')).rejects.toThrow('not a published version');
});
