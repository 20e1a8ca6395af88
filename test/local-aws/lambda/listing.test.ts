import {
  CreateAliasCommand,
  GetFunctionCommand,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
  paginateListFunctions,
  type ListFunctionsCommandInput,
} from '@aws-sdk/client-lambda';
import { givenLambda, refusal, type GivenLambda } from './given-lambda.ts';

const FUNCTIONS = 200;

describe('with 200 functions', () => {
  let given: GivenLambda;
  const names: string[] = [];
  beforeAll(async () => {
    given = await givenLambda();
    for (let index = 0; index < FUNCTIONS; index++) {
      const FunctionName = `many-${String(index).padStart(3, '0')}`;
      await given.aws.world.call('lambda', 'CreateFunction', { ...given.createInput({ FunctionName }) });
      names.push(FunctionName);
    }
  });
  afterAll(() => given.stop());

  const list = async (input: ListFunctionsCommandInput = {}): Promise<(string | undefined)[]> => {
    const found: (string | undefined)[] = [];
    for await (const page of paginateListFunctions({ client: given.lambda }, input)) {
      expect(page.Functions?.length).toBeLessThanOrEqual(50);
      found.push(...(page.Functions ?? []).map(({ FunctionName }) => FunctionName));
    }
    return found;
  };

  test('pages of at most 50 give each of them once', async () => {
    expect(await list()).toEqual(names);
    expect(await list({ MaxItems: 10_000 })).toEqual(names);
    expect(await list({ MaxItems: 7 })).toEqual(names);
  });

  test('MasterRegion filters nothing; a marker that is none of ours is refused', async () => {
    expect(await list({ MasterRegion: 'us-east-1' })).toEqual(names);
    expect(await refusal(given.lambda.send(new ListFunctionsCommand({ Marker: 'nonsense' })))).toBe(
      '400 InvalidParameterValueException: Invalid marker.',
    );
    expect(await refusal(given.lambda.send(new ListFunctionsCommand({ MaxItems: 0 })))).toBe(
      "400 ValidationException: 1 validation error detected: Value '0' at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
  });

  test('a page goes on where the last ended although that function is gone', async () => {
    const first = await given.lambda.send(new ListFunctionsCommand({ MaxItems: 2 }));
    await given.aws.world.call('lambda', 'DeleteFunction', { FunctionName: names[1] });
    const rest = await given.lambda.send(new ListFunctionsCommand({ MaxItems: 2, Marker: first.NextMarker }));
    await given.aws.world.call('lambda', 'CreateFunction', { ...given.createInput({ FunctionName: names[1] }) });
    expect(rest.Functions?.map(({ FunctionName }) => FunctionName)).toEqual([names[2], names[3]]);
  });

  test('reading one and listing a page take milliseconds', async () => {
    const calls = 50;
    const measure = async (call: () => Promise<unknown>): Promise<number> => {
      const startedAt = performance.now();
      for (let index = 0; index < calls; index++) await call();
      return (performance.now() - startedAt) / calls;
    };
    const { world } = given.aws;
    const get = await measure(() => world.call('lambda', 'GetFunction', { FunctionName: 'many-100' }));
    const page = await measure(() => world.call('lambda', 'ListFunctions', {}));
    // Some 0.05 and 1 ms when quiet; the bounds only catch a scan gone wrong.
    expect(get).toBeLessThan(5);
    expect(page).toBeLessThan(50);
  });
});

describe('with many versions and aliases', () => {
  let given: GivenLambda;
  let name: string;
  beforeAll(async () => {
    given = await givenLambda();
    name = await given.aFunction();
    for (let index = 1; index <= 60; index++) {
      const change = { FunctionName: name, Description: `v${index}` };
      await given.lambda.send(new UpdateFunctionConfigurationCommand(change));
      await given.settled(name);
      await given.lambda.send(new PublishVersionCommand({ FunctionName: name }));
      const alias = { FunctionName: name, Name: `a${index}`, FunctionVersion: String(index) };
      await given.lambda.send(new CreateAliasCommand(alias));
    }
  });
  afterAll(() => given.stop());

  test('both are paged', async () => {
    const versions = await given.lambda.send(new ListVersionsByFunctionCommand({ FunctionName: name }));
    const Marker = versions.NextMarker;
    const more = await given.lambda.send(new ListVersionsByFunctionCommand({ FunctionName: name, Marker }));
    const numbers = [...(versions.Versions ?? []), ...(more.Versions ?? [])].map(({ Version }) => Version);
    expect(numbers).toEqual(['$LATEST', ...Array.from({ length: 60 }, (_, index) => String(index + 1))]);
    expect(more.NextMarker).toBeUndefined();
    const aliases = await given.lambda.send(new ListAliasesCommand({ FunctionName: name }));
    expect([aliases.Aliases?.length, typeof aliases.NextMarker]).toEqual([50, 'string']);
  });

  test('all versions of all functions are listed under their qualified ARNs', async () => {
    const arns: (string | undefined)[] = [];
    const all = { FunctionVersion: 'ALL' as const };
    for await (const page of paginateListFunctions({ client: given.lambda }, all)) {
      arns.push(...(page.Functions ?? []).map(({ FunctionArn }) => FunctionArn));
    }
    expect(arns).toHaveLength(61);
    expect(arns.slice(0, 2)).toEqual([given.arn(name, '$LATEST'), given.arn(name, '1')]);
  });

  test('a version is read by number', async () => {
    const read = new GetFunctionCommand({ FunctionName: name, Qualifier: '33' });
    expect((await given.lambda.send(read)).Configuration).toMatchObject({ Version: '33', Description: 'v33' });
  });
});
