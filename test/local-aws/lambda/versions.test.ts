import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionConfigurationCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type FunctionConfiguration,
  type PublishVersionCommandInput,
} from '@aws-sdk/client-lambda';
import { givenLambda, refusal, type GivenLambda } from './given-lambda.ts';
import { codeZip } from './zip-of.ts';

describe('publishing a version', () => {
  let given: GivenLambda;
  beforeAll(async () => {
    given = await givenLambda();
  });
  afterAll(() => given.stop());

  const publish = (
    FunctionName: string,
    more: Partial<PublishVersionCommandInput> = {},
  ): Promise<FunctionConfiguration> => given.lambda.send(new PublishVersionCommand({ FunctionName, ...more }));
  const updateCode = (FunctionName: string, mark: string, Publish = false): Promise<FunctionConfiguration> =>
    given.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: codeZip(mark), Publish }));
  const listed = async (FunctionName: string): Promise<FunctionConfiguration[]> =>
    (await given.lambda.send(new ListVersionsByFunctionCommand({ FunctionName }))).Versions ?? [];

  test('freezes code and configuration under the next number', async () => {
    const name = await given.aFunction({ Environment: { Variables: { COLOR: 'blue' } } });
    const first = await publish(name, { Description: 'first' });
    expect(first).toMatchObject({
      Version: '1',
      FunctionArn: given.arn(name, '1'),
      Description: 'first',
      State: 'Active',
      LastUpdateStatus: 'Successful',
    });
    const change = { FunctionName: name, Environment: { Variables: { COLOR: 'green' } } };
    await given.lambda.send(new UpdateFunctionConfigurationCommand(change));
    await given.settled(name);
    const kept = await given.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name, Qualifier: '1' }));
    expect(kept).toEqual({ ...first, $metadata: expect.anything() });
    expect(await publish(name)).toMatchObject({ Version: '2', CodeSha256: first.CodeSha256 });
  });

  test('of what did not change answers the version that is there, its description too', async () => {
    const name = await given.aFunction();
    const first = await publish(name, { Description: 'first' });
    const again = await publish(name, { Description: 'second' });
    expect(again).toEqual({ ...first, $metadata: expect.anything() });
    expect(await listed(name)).toHaveLength(2);
  });

  test('renews the revision of $LATEST', async () => {
    const name = await given.aFunction();
    const before = await given.settled(name);
    await publish(name, { RevisionId: before.RevisionId });
    expect((await given.settled(name)).RevisionId).not.toBe(before.RevisionId);
  });

  test('makes a new one for a changed description alone', async () => {
    const name = await given.aFunction();
    const first = await publish(name);
    await given.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Description: 'new' }));
    await given.settled(name);
    expect(await publish(name)).toMatchObject({ Version: '2', CodeSha256: first.CodeSha256 });
  });

  test('together with the creation answers the number under the bare ARN', async () => {
    const input = given.createInput({ Publish: true });
    const created = await given.lambda.send(new CreateFunctionCommand(input));
    const name = input.FunctionName ?? '';
    expect(created).toMatchObject({ Version: '1', FunctionArn: given.arn(name), State: 'Pending' });
    expect(await given.settled(name, '1')).toMatchObject({ State: 'Active', FunctionArn: given.arn(name, '1') });
    expect(await publish(name)).toMatchObject({ Version: '1' });
  });

  test('together with new code answers a Pending version', async () => {
    const name = await given.aFunction();
    await publish(name);
    const published = await updateCode(name, 'two', true);
    expect(published).toMatchObject({ Version: '2', FunctionArn: given.arn(name, '2'), State: 'Pending' });
    expect(published.LastUpdateStatus).toBeUndefined();
    await given.settled(name);
    expect(await given.settled(name, '2')).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
  });

  test('is refused for another digest, a stale revision or a missing function', async () => {
    const name = await given.aFunction();
    const { CodeSha256 } = await given.settled(name);
    expect(await refusal(publish(name, { CodeSha256: 'wrong' }))).toBe(
      `400 InvalidParameterValueException: CodeSHA256 (wrong) is different from current CodeSHA256 in $LATEST (${CodeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
    );
    expect(await refusal(publish(name, { RevisionId: 'stale' }))).toBe(
      '412 PreconditionFailedException: The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    );
    expect(await refusal(publish('none'))).toBe(
      `404 ResourceNotFoundException: Function not found: ${given.arn('none')}`,
    );
  });

  test('never gives a number twice, not even to a function created anew', async () => {
    const name = await given.aFunction({ Publish: true });
    await updateCode(name, 'two', true);
    await given.settled(name);
    await given.lambda.send(new DeleteFunctionCommand({ FunctionName: name, Qualifier: '2' }));
    expect(await publish(name)).toMatchObject({ Version: '3' });
    await given.lambda.send(new DeleteFunctionCommand({ FunctionName: name }));
    await given.aFunction({ FunctionName: name });
    expect(await publish(name)).toMatchObject({ Version: '4' });
  });

  test('lists $LATEST first and no states', async () => {
    const name = await given.aFunction({ Publish: true });
    await updateCode(name, 'two', true);
    await given.settled(name);
    const versions = await listed(name);
    expect(versions.map(({ Version, FunctionArn }) => [Version, FunctionArn])).toEqual([
      ['$LATEST', given.arn(name, '$LATEST')],
      ['1', given.arn(name, '1')],
      ['2', given.arn(name, '2')],
    ]);
    expect(versions.every(({ State, LastUpdateStatus }) => !State && !LastUpdateStatus)).toBe(true);
  });
});

describe('deleting a version', () => {
  let given: GivenLambda;
  beforeAll(async () => {
    given = await givenLambda();
  });
  afterAll(() => given.stop());

  const remove = (FunctionName: string, Qualifier?: string): Promise<string> =>
    refusal(given.lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier })));

  test('leaves the others, and is no error when there is none of that number', async () => {
    const name = await given.aFunction({ Publish: true });
    expect(await remove(name, '1')).toBe('accepted');
    expect(await remove(name, '1')).toBe('accepted');
    expect(await remove(name, '99')).toBe('accepted');
    const get = new GetFunctionConfigurationCommand({ FunctionName: name, Qualifier: '1' });
    expect(await refusal(given.lambda.send(get))).toBe(
      `404 ResourceNotFoundException: Function not found: ${given.arn(name, '1')}`,
    );
  });

  test('is refused for $LATEST and for two qualifiers that differ', async () => {
    const name = await given.aFunction();
    expect(await remove(name, '$LATEST')).toBe(
      '400 InvalidParameterValueException: $LATEST version cannot be deleted without deleting the function.',
    );
    expect(await remove(given.arn(name, '1'), '2')).toBe(
      '400 InvalidParameterValueException: The derived qualifier from the function name does not match the specified qualifier.',
    );
  });

  test('of a function that is not there names the function', async () => {
    expect(await remove('none', '1')).toBe(`404 ResourceNotFoundException: Function not found: ${given.arn('none')}`);
  });
});

test('a function of another Region or account is out of reach', async () => {
  const given = await givenLambda();
  const get = (FunctionName: string): Promise<string> =>
    refusal(given.lambda.send(new GetFunctionConfigurationCommand({ FunctionName })));
  expect(await get('arn:aws:lambda:eu-west-1:123456789012:function:f')).toBe(
    "404 ResourceNotFoundException: Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
  );
  expect(await get('arn:aws:lambda:us-east-1:999999999999:function:f')).toMatch(/^403 AccessDeniedException/);
  await given.stop();
});
