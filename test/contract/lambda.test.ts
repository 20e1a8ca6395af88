import {
  CreateAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  type GetFunctionConfigurationCommandOutput,
  InvokeCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { allowGateway, answering, createFunction, publish } from './given-function.ts';
import { failureOf, openTarget, TEST_TIMEOUT_MS, until, type Target } from './target.ts';

describe('what ship relies on in Lambda', () => {
  let target: Target;
  beforeAll(async () => {
    target = await openTarget();
  }, TEST_TIMEOUT_MS);
  afterAll(() => target.close(), TEST_TIMEOUT_MS);

  const settled = (FunctionName: string): Promise<GetFunctionConfigurationCommandOutput> =>
    until(
      () => target.lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
      ({ LastUpdateStatus }) => LastUpdateStatus === 'Successful',
    );

  test(
    'publishing unchanged code answers the version that is there; a change makes the next number',
    async () => {
      const FunctionName = await createFunction(target);
      const first = await publish(target, FunctionName);
      expect(await publish(target, FunctionName)).toBe(first);
      const second = await publish(target, FunctionName, answering('2'));
      expect([first, second].map((arn) => arn.split(':').at(-1))).toEqual(['1', '2']);
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'a changed environment is a new version, though the code is the same',
    async () => {
      const FunctionName = await createFunction(target);
      await publish(target, FunctionName);
      const Environment = { Variables: { COLOR: 'blue' } };
      await target.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment }));
      await settled(FunctionName);
      expect((await publish(target, FunctionName)).split(':').at(-1)).toBe('2');
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'an update in progress refuses the next one, and a stale RevisionId is refused',
    async () => {
      const FunctionName = await createFunction(target);
      const before = await settled(FunctionName);
      const update = (mark: string, RevisionId?: string): Promise<unknown> =>
        target.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: answering(mark), RevisionId }));
      await update('2');
      expect(await failureOf(update('3'))).toBe('ResourceConflictException 409');
      await settled(FunctionName);
      expect(await failureOf(update('4', before.RevisionId))).toBe('PreconditionFailedException 412');
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'an alias is a compare-and-swap: the second writer with the same RevisionId fails',
    async () => {
      const FunctionName = await createFunction(target);
      await publish(target, FunctionName);
      const { RevisionId } = await target.lambda.send(
        new CreateAliasCommand({ FunctionName, Name: 'ship-lock', FunctionVersion: '1', Description: 'free' }),
      );
      const take = (Description: string): Promise<unknown> =>
        target.lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'ship-lock', Description, RevisionId }));
      await take('mine');
      expect(await failureOf(take('theirs'))).toBe('PreconditionFailedException 412');
      const { Description } = await target.lambda.send(new GetAliasCommand({ FunctionName, Name: 'ship-lock' }));
      expect(Description).toBe('mine');
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'a version that an alias names is not deleted; one that nothing names is, and a missing one is no error',
    async () => {
      const FunctionName = await createFunction(target);
      await publish(target, FunctionName);
      await publish(target, FunctionName, answering('2'));
      await target.lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
      const remove = (Qualifier: string): Promise<string> =>
        failureOf(target.lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier })));
      expect(await remove('1')).toBe('ResourceConflictException 409');
      expect(await remove('2')).toBe('none');
      expect(await remove('2')).toBe('none');
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'a permission belongs to one qualifier: the next version starts without',
    async () => {
      const FunctionName = await createFunction(target);
      await allowGateway(target, await publish(target, FunctionName));
      await publish(target, FunctionName, answering('2'));
      const policy = (Qualifier: string): Promise<string> =>
        failureOf(target.lambda.send(new GetPolicyCommand({ FunctionName, Qualifier })));
      expect(await policy('1')).toBe('none');
      expect(await policy('2')).toBe('ResourceNotFoundException 404');
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'versions keep running their own code while $LATEST changes',
    async () => {
      const FunctionName = await createFunction(target, answering('"one"'));
      await publish(target, FunctionName);
      await publish(target, FunctionName, answering('"two"'));
      const invoke = async (Qualifier: string): Promise<unknown> => {
        const { Payload, ExecutedVersion } = await target.lambda.send(new InvokeCommand({ FunctionName, Qualifier }));
        return [ExecutedVersion, JSON.parse(Buffer.from(Payload as Uint8Array).toString('utf8'))];
      };
      expect(await invoke('1')).toEqual(['1', 'one']);
      expect(await invoke('2')).toEqual(['2', 'two']);
      expect(
        await failureOf(target.lambda.send(new PublishVersionCommand({ FunctionName, CodeSha256: 'wrong' }))),
      ).toBe('InvalidParameterValueException 400');
    },
    TEST_TIMEOUT_MS,
  );
});
