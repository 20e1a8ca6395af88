import {
  CreateAliasCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  ListAliasesCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  type AliasConfiguration,
  type CreateAliasCommandInput,
  type UpdateAliasCommandInput,
} from '@aws-sdk/client-lambda';
import { givenLambda, refusal, type GivenLambda } from './given-lambda.ts';
import { codeZip } from './zip-of.ts';

const INVALID = '400 InvalidParameterValueException: ';
const VALIDATION = '400 ValidationException: 1 validation error detected: ';
const MISSING = '404 ResourceNotFoundException: ';

const weights = (AdditionalVersionWeights: Record<string, number>): Pick<CreateAliasCommandInput, 'RoutingConfig'> => ({
  RoutingConfig: { AdditionalVersionWeights },
});
describe('an alias', () => {
  let given: GivenLambda;
  let name: string;
  beforeEach(async () => {
    name = await given.aFunction({ Publish: true });
    await given.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: codeZip('two'), Publish: true }),
    );
    await given.settled(name);
  });
  beforeAll(async () => {
    given = await givenLambda();
  });
  afterAll(() => given.stop());

  const create = (more: Partial<CreateAliasCommandInput> = {}): Promise<AliasConfiguration> =>
    given.lambda.send(new CreateAliasCommand({ FunctionName: name, Name: 'live', FunctionVersion: '1', ...more }));
  const update = (more: Partial<UpdateAliasCommandInput> = {}): Promise<AliasConfiguration> =>
    given.lambda.send(new UpdateAliasCommand({ FunctionName: name, Name: 'live', ...more }));

  test('points to a version, and is read and listed', async () => {
    const created = await create({ Description: 'x' });
    expect(created).toMatchObject({
      AliasArn: given.arn(name, 'live'),
      Name: 'live',
      FunctionVersion: '1',
      Description: 'x',
    });
    expect(created.RoutingConfig).toBeUndefined();
    const read = await given.lambda.send(new GetAliasCommand({ FunctionName: name, Name: 'live' }));
    expect(read).toEqual({ ...created, $metadata: expect.anything() });
    const list = async (FunctionVersion?: string): Promise<number | undefined> =>
      (await given.lambda.send(new ListAliasesCommand({ FunctionName: name, FunctionVersion }))).Aliases?.length;
    expect([await list(), await list('1'), await list('2')]).toEqual([1, 1, 0]);
  });

  test('stands for its version wherever a qualifier is taken', async () => {
    await create();
    const get = new GetFunctionConfigurationCommand({ FunctionName: name, Qualifier: 'live' });
    expect(await given.lambda.send(get)).toMatchObject({ Version: '1', FunctionArn: given.arn(name, 'live') });
  });

  test('may point to $LATEST', async () => {
    expect(await create({ FunctionVersion: '$LATEST' })).toMatchObject({ FunctionVersion: '$LATEST' });
  });

  test('keeps what an update leaves out, and changes its revision even by a void one', async () => {
    const created = await create({ Description: 'x', ...weights({ 2: 0.25 }) });
    const updated = await update();
    expect(updated).toMatchObject({
      FunctionVersion: '1',
      Description: 'x',
      RoutingConfig: { AdditionalVersionWeights: { 2: 0.25 } },
    });
    expect(updated.RevisionId).not.toBe(created.RevisionId);
  });

  test('loses its weights by an empty map', async () => {
    await create(weights({ 2: 0.25 }));
    expect((await update(weights({}))).RoutingConfig).toBeUndefined();
  });

  test('is moved only by who knows its revision', async () => {
    const { RevisionId } = await create();
    const moved = await update({ FunctionVersion: '2', RevisionId });
    expect(await refusal(update({ FunctionVersion: '1', RevisionId }))).toBe(
      '412 PreconditionFailedException: The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    );
    const read = await given.lambda.send(new GetAliasCommand({ FunctionName: name, Name: 'live' }));
    expect(read).toMatchObject({ FunctionVersion: '2', RevisionId: moved.RevisionId });
  });

  test('of two that race with one revision, one wins', async () => {
    const { RevisionId } = await create();
    const both = await Promise.all(
      ['1', '2'].map((FunctionVersion) => refusal(update({ FunctionVersion, RevisionId }))),
    );
    expect(both.filter((said) => said === 'accepted')).toHaveLength(1);
  });

  test('protects its versions from deletion, the weighted one too', async () => {
    await create(weights({ 2: 0.1 }));
    await create({ Name: 'other' });
    const remove = (Qualifier: string): Promise<string> =>
      refusal(given.lambda.send(new DeleteFunctionCommand({ FunctionName: name, Qualifier })));
    const refused =
      '409 ResourceConflictException: Unable to delete version because the following aliases reference it: ';
    expect(await remove('1')).toBe(`${refused}[live, other]`);
    expect(await remove('2')).toBe(`${refused}[live]`);
    await given.lambda.send(new DeleteAliasCommand({ FunctionName: name, Name: 'live' }));
    expect(await remove('2')).toBe('accepted');
  });

  test('is deleted as often as one likes', async () => {
    await create();
    const remove = new DeleteAliasCommand({ FunctionName: name, Name: 'live' });
    expect([await refusal(given.lambda.send(remove)), await refusal(given.lambda.send(remove))]).toEqual([
      'accepted',
      'accepted',
    ]);
  });

  test('is refused by name, version or weights', async () => {
    await create();
    const NAME = String.raw`failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)`;
    const WEIGHTS = `at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: `;
    const said = await Promise.all([
      refusal(create()),
      refusal(create({ Name: '12' })),
      refusal(create({ Name: 'v', FunctionVersion: '9' })),
      refusal(create({ Name: 'v', ...weights({ 1: 0.1, 2: 0.1 }) })),
      refusal(create({ Name: 'v', ...weights({ 1: 0.1 }) })),
      refusal(create({ Name: 'v', ...weights({ 9: 0.1 }) })),
      refusal(create({ Name: 'v', ...weights({ 2: 2 }) })),
      refusal(create({ Name: 'v', ...weights({ two: 0.5 }) })),
      refusal(create({ Name: 'v', FunctionVersion: '$LATEST', ...weights({ 2: 0.5 }) })),
      refusal(create({ FunctionName: 'none' })),
    ]);
    expect(said).toEqual([
      `409 ResourceConflictException: Alias already exists: ${given.arn(name, 'live')}`,
      `${VALIDATION}Value '12' at 'name' ${NAME}`,
      `${MISSING}Function not found: ${given.arn(name, '9')}`,
      `${INVALID}Number of items in AdditionalVersionWeights cannot be greater than 1`,
      `${INVALID}Invalid function version 1. Function version 1 is already included in routing configuration.`,
      `${MISSING}Function not found: ${given.arn(name, '9')}`,
      `${VALIDATION}Value '{2=2.0}' ${WEIGHTS}Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]`,
      `${VALIDATION}Value '{two=0.5}' ${WEIGHTS}Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+, Member must not be null]`,
      `${INVALID}$LATEST is not supported for an alias pointing to more than 1 version`,
      `${MISSING}Function not found: ${given.arn('none', '1')}`,
    ]);
  });

  test('that is not there is missed by a text of its own in each call', async () => {
    const get = new GetAliasCommand({ FunctionName: name, Name: 'none' });
    expect(await refusal(given.lambda.send(get))).toBe(`${MISSING}Cannot find alias arn: ${given.arn(name, 'none')}`);
    expect(await refusal(update({ Name: 'none' }))).toBe(`${MISSING}Alias not found: ${given.arn(name, 'none')}`);
    const read = new GetFunctionConfigurationCommand({ FunctionName: name, Qualifier: 'none' });
    expect(await refusal(given.lambda.send(read))).toBe(`${MISSING}Function not found: ${given.arn(name, 'none')}`);
  });
});
