import {
  CreateAliasCommand,
  DeleteAliasCommand,
  DeleteFunctionConcurrencyCommand,
  DeleteProvisionedConcurrencyConfigCommand,
  GetAccountSettingsCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetProvisionedConcurrencyConfigCommand,
  ListProvisionedConcurrencyConfigsCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
  type GetProvisionedConcurrencyConfigCommandOutput,
} from '@aws-sdk/client-lambda';
import { givenLambda, refusal, type GivenLambda } from './given-lambda.ts';

const INVALID = '400 InvalidParameterValueException: ';
const NONE =
  '404 ProvisionedConcurrencyConfigNotFoundException: No Provisioned Concurrency Config found for this function';

interface Provisioned {
  readonly version: string;
  readonly count: number;
}

describe('concurrency', () => {
  let given: GivenLambda;
  let name: string;
  let provisioned: Provisioned[];
  let failing = false;
  beforeAll(async () => {
    given = await givenLambda();
    given.aws.world.invoker = {
      ...given.aws.world.invoker,
      provision: (_name, version, count) => {
        provisioned.push({ version, count });
        return failing ? Promise.reject(new Error('init failed')) : Promise.resolve();
      },
    };
  });
  beforeEach(async () => {
    provisioned = [];
    failing = false;
    name = await given.aFunction({ Publish: true });
    await given.lambda.send(new CreateAliasCommand({ FunctionName: name, Name: 'live', FunctionVersion: '1' }));
  });
  afterAll(() => given.stop());

  const reserve = (ReservedConcurrentExecutions: number, FunctionName = name): Promise<string> =>
    refusal(given.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions })));
  const provision = (Qualifier: string, ProvisionedConcurrentExecutions = 1): Promise<string> =>
    refusal(
      given.lambda.send(
        new PutProvisionedConcurrencyConfigCommand({ FunctionName: name, Qualifier, ProvisionedConcurrentExecutions }),
      ),
    );
  const read = (Qualifier: string): Promise<GetProvisionedConcurrencyConfigCommandOutput> =>
    given.lambda.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName: name, Qualifier }));
  const ended = async (Qualifier: string): Promise<GetProvisionedConcurrencyConfigCommandOutput> => {
    for (;;) {
      const found = await read(Qualifier);
      if (found.Status !== 'IN_PROGRESS') return found;
      await given.aws.world.clock.sleep(1);
    }
  };
  const unreserved = async (): Promise<number> =>
    (await given.lambda.send(new GetAccountSettingsCommand({}))).AccountLimit?.UnreservedConcurrentExecutions ?? 0;

  test('is reserved for a function, read, shown and given back', async () => {
    const before = await unreserved();
    expect(await reserve(5)).toBe('accepted');
    expect(await unreserved()).toBe(before - 5);
    const read = await given.lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: name }));
    expect(read.ReservedConcurrentExecutions).toBe(5);
    const whole = await given.lambda.send(new GetFunctionCommand({ FunctionName: name }));
    expect(whole.Concurrency).toEqual({ ReservedConcurrentExecutions: 5 });
    await given.lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: name }));
    const none = await given.lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: name }));
    expect(none.ReservedConcurrentExecutions).toBeUndefined();
  });

  test('is not reserved for a version, nor below the account minimum', async () => {
    expect(await reserve(1, given.arn(name, '1'))).toBe(
      `${INVALID}This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.`,
    );
    expect(await reserve(901)).toBe(
      `${INVALID}Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].`,
    );
    expect(await reserve(0)).toBe('accepted');
  });

  test('is provisioned for a version: in progress, then ready', async () => {
    const put = new PutProvisionedConcurrencyConfigCommand({
      FunctionName: name,
      Qualifier: '1',
      ProvisionedConcurrentExecutions: 2,
    });
    expect(await given.lambda.send(put)).toMatchObject({
      RequestedProvisionedConcurrentExecutions: 2,
      AvailableProvisionedConcurrentExecutions: 0,
      AllocatedProvisionedConcurrentExecutions: 0,
      Status: 'IN_PROGRESS',
    });
    expect(await ended('1')).toMatchObject({
      Status: 'READY',
      AvailableProvisionedConcurrentExecutions: 2,
      AllocatedProvisionedConcurrentExecutions: 2,
    });
    expect(provisioned).toEqual([{ version: '1', count: 2 }]);
    const list = new ListProvisionedConcurrencyConfigsCommand({ FunctionName: name });
    expect((await given.lambda.send(list)).ProvisionedConcurrencyConfigs).toMatchObject([
      { FunctionArn: given.arn(name, '1'), Status: 'READY' },
    ]);
  });

  test('fails when the function cannot be initialised', async () => {
    failing = true;
    await provision('1');
    expect(await ended('1')).toMatchObject({
      Status: 'FAILED',
      StatusReason: 'FUNCTION_ERROR_INIT_FAILURE',
      AvailableProvisionedConcurrentExecutions: 0,
    });
  });

  test('of an alias moves with it and goes with it', async () => {
    await provision('live');
    await ended('live');
    await given.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Timeout: 4 }));
    await given.settled(name);
    await given.lambda.send(new PublishVersionCommand({ FunctionName: name }));
    await given.lambda.send(new UpdateAliasCommand({ FunctionName: name, Name: 'live', FunctionVersion: '2' }));
    // On a busy machine it may have ended before the question arrives.
    expect(['IN_PROGRESS', 'READY']).toContain(((await read('live')) as { Status?: string }).Status);
    await ended('live');
    await given.lambda.send(new DeleteAliasCommand({ FunctionName: name, Name: 'live' }));
    expect(await refusal(read('live'))).toBe(
      `404 ResourceNotFoundException: Cannot find alias arn: ${given.arn(name, 'live')}`,
    );
    expect(provisioned).toEqual([
      { version: '1', count: 1 },
      { version: '1', count: 0 },
      { version: '2', count: 1 },
      { version: '2', count: 0 },
    ]);
  });

  const remove = (Qualifier: string): Promise<string> =>
    refusal(given.lambda.send(new DeleteProvisionedConcurrencyConfigCommand({ FunctionName: name, Qualifier })));
  test('is either on the version or on its alias', async () => {
    await provision('1');
    expect(await provision('live')).toBe(
      "409 ResourceConflictException: Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version",
    );
    expect([await remove('1'), await remove('1')]).toEqual(['accepted', 'accepted']);
    await provision('live');
    expect(await provision('1')).toBe(
      '409 ResourceConflictException: Version is pointed by a Provisioned Concurrency alias',
    );
  });

  test('is refused where there is nothing published, nothing at all or no room', async () => {
    expect(await provision('$LATEST')).toBe(
      `${INVALID}Provisioned Concurrency Configs cannot be applied to unpublished function versions.`,
    );
    expect(await refusal(read('$LATEST'))).toBe(
      `${INVALID}The function resource provided must be an alias or a published version.`,
    );
    expect(await provision('7')).toBe(`404 ResourceNotFoundException: Function not found: ${given.arn(name, '7')}`);
    expect(await refusal(read('1'))).toBe(NONE);
    expect(await provision('1', 0)).toBe(
      "400 ValidationException: 1 validation error detected: Value '0' at 'provisionedConcurrentExecutions' failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
    const free = await unreserved();
    expect(await provision('1', free + 1)).toBe(
      `${INVALID}Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [${free}].`,
    );
    expect(await provision('1', free)).toBe(
      `${INVALID}Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].`,
    );
  });

  test('reserved and provisioned bound each other', async () => {
    await reserve(2);
    expect(await provision('1', 3)).toBe(
      `${INVALID}Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function`,
    );
    expect(await provision('1', 2)).toBe('accepted');
    expect(await reserve(1)).toBe(
      `${INVALID} ReservedConcurrentExecutions  1 should not be lower than function's total provisioned concurrency [2].`,
    );
  });
});
