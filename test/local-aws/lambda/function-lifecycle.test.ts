import { createHash } from 'node:crypto';
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { noFaults } from '../../../src/local-aws/faults/fault-rule.ts';
import { resolveRunnable } from '../../../src/local-aws/lambda/resolve-runnable.ts';
import { givenLambda, refusal, type GivenLambda } from './given-lambda.ts';
import { codeZip } from './zip-of.ts';

const base64Sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64');

describe('a function', () => {
  let given: GivenLambda;
  beforeAll(async () => {
    given = await givenLambda();
  });
  afterAll(() => given.stop());

  test('is Pending when created, then Active with another revision', async () => {
    const zip = codeZip('lifecycle');
    const input = given.createInput({ Code: { ZipFile: zip }, Environment: { Variables: { AA: '1' } } });
    const created = await given.lambda.send(new CreateFunctionCommand(input));
    expect(created).toMatchObject({
      State: 'Pending',
      StateReason: 'The function is being created.',
      StateReasonCode: 'Creating',
      Version: '$LATEST',
      CodeSha256: base64Sha256(zip),
      CodeSize: zip.length,
      FunctionArn: given.arn(input.FunctionName ?? ''),
      MemorySize: 128,
      Timeout: 3,
      PackageType: 'Zip',
      Architectures: ['x86_64'],
      EphemeralStorage: { Size: 512 },
      TracingConfig: { Mode: 'PassThrough' },
      SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
      LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${input.FunctionName}` },
      Environment: { Variables: { AA: '1' } },
    });
    expect(created.LastUpdateStatus).toBeUndefined();
    const ready = await given.settled(input.FunctionName ?? '');
    expect(ready).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
    expect(ready.RevisionId).not.toBe(created.RevisionId);
    expect(ready.StateReason).toBeUndefined();
  });

  test('is in progress after an update, showing the new code, then has a third revision', async () => {
    const name = await given.aFunction();
    const before = await given.settled(name);
    const zip = codeZip('two');
    const updated = await given.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: zip }));
    expect(updated).toMatchObject({
      State: 'Active',
      LastUpdateStatus: 'InProgress',
      LastUpdateStatusReason: 'The function is being created.',
      CodeSha256: base64Sha256(zip),
    });
    const after = await given.settled(name);
    expect(new Set([before.RevisionId, updated.RevisionId, after.RevisionId]).size).toBe(3);
  });

  test('changes its revision also by an update that changes nothing', async () => {
    const name = await given.aFunction({ Description: 'same' });
    const before = await given.settled(name);
    await given.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Description: 'same' }));
    expect((await given.settled(name)).RevisionId).not.toBe(before.RevisionId);
  });

  test('keeps what an update of its configuration leaves out', async () => {
    const name = await given.aFunction({ Timeout: 7, Description: 'd', Environment: { Variables: { AA: '1' } } });
    await given.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, MemorySize: 512 }));
    expect(await given.settled(name)).toMatchObject({
      Timeout: 7,
      Description: 'd',
      MemorySize: 512,
      Environment: { Variables: { AA: '1' } },
    });
  });

  test('is not changed by a dry run, which answers the would-be digest', async () => {
    const name = await given.aFunction();
    const before = await given.settled(name);
    const zip = codeZip('dry');
    const dry = await given.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: zip, DryRun: true, Publish: true }),
    );
    expect(dry.CodeSha256).toBe(base64Sha256(zip));
    expect(await given.settled(name)).toMatchObject({
      CodeSha256: before.CodeSha256,
      RevisionId: before.RevisionId,
    });
  });

  test('is found by name, ARN and partial ARN; an ARN qualifier shows in the answer', async () => {
    const name = await given.aFunction();
    const references = [name, given.arn(name), `123456789012:function:${name}`, given.arn(name, '$LATEST')];
    const found = await Promise.all(
      references.map((FunctionName) => given.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))),
    );
    expect(found.map(({ FunctionArn }) => FunctionArn)).toEqual([
      given.arn(name),
      given.arn(name),
      given.arn(name),
      given.arn(name, '$LATEST'),
    ]);
  });

  test('offers its zip for download without a signature', async () => {
    const zip = codeZip('download');
    const name = await given.aFunction({ Code: { ZipFile: zip } });
    const { Code } = await given.lambda.send(new GetFunctionCommand({ FunctionName: name }));
    expect(Code?.RepositoryType).toBe('S3');
    const answer = await fetch(Code?.Location ?? '');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(zip);
  });

  test('is gone after deletion, and deleting it again is refused', async () => {
    const name = await given.aFunction();
    await given.lambda.send(new DeleteFunctionCommand({ FunctionName: name }));
    const missing = `404 ResourceNotFoundException: Function not found: ${given.arn(name)}`;
    expect(await refusal(given.lambda.send(new GetFunctionCommand({ FunctionName: name })))).toBe(missing);
    expect(await refusal(given.lambda.send(new DeleteFunctionCommand({ FunctionName: name })))).toBe(missing);
  });
});

describe('while something is under way', () => {
  let given: GivenLambda;
  beforeAll(async () => {
    given = await givenLambda({ faults: { ...noFaults, durations: { 'lambda.create': 100, 'lambda.update': 100 } } });
  });
  afterAll(() => given.stop());

  test('a Pending function refuses to be changed', async () => {
    const { FunctionName } = await given.lambda.send(new CreateFunctionCommand(given.createInput()));
    const update = new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 5 });
    expect(await refusal(given.lambda.send(update))).toBe(
      '409 ResourceConflictException: The operation cannot be performed at this time. The function is currently in the following state: Pending',
    );
  });

  test('one update refuses the next, and invocations keep the code of before', async () => {
    const name = await given.aFunction();
    const before = resolveRunnable(given.aws.world, name);
    await given.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: codeZip('next') }));
    const second = new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: codeZip('third') });
    expect(await refusal(given.lambda.send(second))).toBe(
      `409 ResourceConflictException: The operation cannot be performed at this time. An update is in progress for resource: ${given.arn(name)}`,
    );
    expect(resolveRunnable(given.aws.world, name).key).toBe(before.key);
    await given.settled(name);
    expect(resolveRunnable(given.aws.world, name).key).not.toBe(before.key);
  });

  test('of several that update at once one is let in, whatever they wait for', async () => {
    const FunctionName = await given.aFunction();
    const { RevisionId } = await given.settled(FunctionName);
    const updates = ['a', 'b', 'c', 'd'].map((mark) =>
      refusal(given.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: codeZip(mark), RevisionId }))),
    );
    const said = await Promise.all(updates);
    expect(said.filter((each) => each === 'accepted')).toHaveLength(1);
    expect(said.filter((each) => each.startsWith('412 PreconditionFailedException'))).toHaveLength(3);
  });
});
