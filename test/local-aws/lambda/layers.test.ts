import {
  AddLayerVersionPermissionCommand,
  DeleteLayerVersionCommand,
  GetAccountSettingsCommand,
  GetFunctionConfigurationCommand,
  GetLayerVersionByArnCommand,
  GetLayerVersionCommand,
  GetLayerVersionPolicyCommand,
  ListLayersCommand,
  ListLayerVersionsCommand,
  PublishLayerVersionCommand,
  RemoveLayerVersionPermissionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type PublishLayerVersionCommandInput,
  type PublishLayerVersionCommandOutput,
} from '@aws-sdk/client-lambda';
import { resolveRunnable } from '../../../src/local-aws/lambda/resolve-runnable.ts';
import { givenLambda, refusal, type GivenLambda } from './given-lambda.ts';
import { codeZip, zipOf } from './zip-of.ts';

const MISSING = '404 ResourceNotFoundException: ';
const content = zipOf({ name: 'nodejs/node_modules/layered/index.js', content: 'module.exports = 1;' });
const COMBINED = (actual: number): string =>
  `400 InvalidParameterValueException: Function code combined with layers exceeds the maximum allowed size of 262144000 bytes. The actual size is ${actual} bytes.`;

const arn = (name: string, version?: number): string =>
  `arn:aws:lambda:us-east-1:123456789012:layer:${name}${version ? `:${version}` : ''}`;
const zeros = (bytes: number): Buffer => zipOf({ name: 'zeros', content: Buffer.alloc(bytes) });
describe('a layer', () => {
  let given: GivenLambda;
  let counter = 0;
  beforeAll(async () => {
    given = await givenLambda();
  });
  afterAll(() => given.stop());

  const newName = (): string => `layer-${++counter}`;
  const publish = (
    LayerName: string,
    more: Partial<PublishLayerVersionCommandInput> = {},
  ): Promise<PublishLayerVersionCommandOutput> =>
    given.lambda.send(new PublishLayerVersionCommand({ LayerName, Content: { ZipFile: content }, ...more }));

  test('gets a new version by every publishing, and no number twice', async () => {
    const name = newName();
    const first = await publish(name, { Description: 'd', CompatibleRuntimes: ['nodejs22.x'], LicenseInfo: 'MIT' });
    expect(first).toMatchObject({
      Version: 1,
      LayerArn: arn(name),
      LayerVersionArn: arn(name, 1),
      Description: 'd',
      CompatibleRuntimes: ['nodejs22.x'],
      LicenseInfo: 'MIT',
      Content: { CodeSize: content.length },
    });
    expect((await publish(name)).Version).toBe(2);
    await given.lambda.send(new DeleteLayerVersionCommand({ LayerName: name, VersionNumber: 2 }));
    expect((await publish(name)).Version).toBe(3);
    const { LayerVersions } = await given.lambda.send(new ListLayerVersionsCommand({ LayerName: name }));
    expect(LayerVersions?.map(({ Version }) => Version)).toEqual([3, 1]);
  });

  test('is read by number and by ARN, and its zip is downloaded', async () => {
    const name = newName();
    await publish(name);
    const byNumber = await given.lambda.send(new GetLayerVersionCommand({ LayerName: name, VersionNumber: 1 }));
    const byArn = await given.lambda.send(new GetLayerVersionByArnCommand({ Arn: arn(name, 1) }));
    expect({ ...byArn, $metadata: 0 }).toEqual({ ...byNumber, $metadata: 0 });
    const zip = await (await fetch(byArn.Content?.Location ?? '')).arrayBuffer();
    expect(Buffer.from(zip)).toEqual(content);
  });

  test('is listed by its newest version that suits', async () => {
    const name = newName();
    await publish(name, { CompatibleRuntimes: ['nodejs22.x'] });
    await publish(name, { CompatibleRuntimes: ['nodejs24.x'] });
    const latest = async (CompatibleRuntime?: 'nodejs22.x' | 'python3.14'): Promise<number | undefined> => {
      const { Layers } = await given.lambda.send(new ListLayersCommand({ CompatibleRuntime }));
      return Layers?.find(({ LayerName }) => LayerName === name)?.LatestMatchingVersion?.Version;
    };
    expect([await latest(), await latest('nodejs22.x'), await latest('python3.14')]).toEqual([2, 1, undefined]);
  });

  test('stays with its functions when it is deleted', async () => {
    const name = newName();
    await publish(name);
    const fn = await given.aFunction({ Layers: [arn(name, 1)] });
    await given.lambda.send(new DeleteLayerVersionCommand({ LayerName: name, VersionNumber: 1 }));
    const { Layers } = await given.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: fn }));
    expect(Layers).toEqual([{ Arn: arn(name, 1), CodeSize: content.length }]);
    expect(resolveRunnable(given.aws.world, fn).layerBlobs).toHaveLength(1);
  });

  test('is refused to a function in two versions at once, the first two that clash named', async () => {
    const name = newName();
    await publish(name);
    await publish(name);
    const fn = await given.aFunction();
    const update = new UpdateFunctionConfigurationCommand({ FunctionName: fn, Layers: [arn(name, 1), arn(name, 2)] });
    expect(await refusal(given.lambda.send(update))).toBe(
      `400 InvalidParameterValueException: Two different versions of the same layer are not allowed to be referenced in the same function. ${arn(name, 1)} and ${arn(name, 2)} are versions of the same layer.`,
    );
  });

  test('that is not there is missed, or deleted without a word', async () => {
    const name = newName();
    const one = { LayerName: name, VersionNumber: 1 };
    const missing = `${MISSING}The resource you requested does not exist.`;
    expect(await refusal(given.lambda.send(new GetLayerVersionCommand(one)))).toBe(missing);
    expect(await refusal(given.lambda.send(new GetLayerVersionByArnCommand({ Arn: arn(name, 1) })))).toBe(missing);
    expect(await refusal(given.lambda.send(new DeleteLayerVersionCommand(one)))).toBe('accepted');
    const zero = new GetLayerVersionCommand({ LayerName: name, VersionNumber: 0 });
    expect(await refusal(given.lambda.send(zero))).toBe(
      '400 InvalidParameterValueException: Layer Version Cannot be less than 1',
    );
    expect((await given.lambda.send(new ListLayerVersionsCommand({ LayerName: name }))).LayerVersions).toEqual([]);
  });

  test('has a policy per version', async () => {
    const name = newName();
    await publish(name);
    const one = { LayerName: name, VersionNumber: 1 };
    const add = new AddLayerVersionPermissionCommand({
      ...one,
      StatementId: 's1',
      Action: 'lambda:GetLayerVersion',
      Principal: '*',
    });
    const read = new GetLayerVersionPolicyCommand(one);
    const none = `${MISSING}No policy is associated with the given resource.`;
    expect(await refusal(given.lambda.send(read))).toBe(none);
    const { Statement, RevisionId } = await given.lambda.send(add);
    expect(JSON.parse(Statement ?? '')).toMatchObject({ Sid: 's1', Principal: '*', Resource: arn(name, 1) });
    expect((await given.lambda.send(read)).RevisionId).toBe(RevisionId);
    expect(await refusal(given.lambda.send(add))).toMatch(/^409 ResourceConflictException: The statement id \(s1\)/);
    const remove = (revision?: string): Promise<string> =>
      refusal(
        given.lambda.send(new RemoveLayerVersionPermissionCommand({ ...one, StatementId: 's1', RevisionId: revision })),
      );
    expect(await remove('stale')).toMatch(/^412 PreconditionFailedException: .+ Call the GetLayerPolicy API /);
    expect([await remove(RevisionId), await remove()]).toEqual([
      'accepted',
      `${MISSING}Statement s1 is not found in resource policy.`,
    ]);
  });

  test('and the code share one limit, whichever of the two changes', async () => {
    const name = newName();
    await publish(name, { Content: { ZipFile: zeros(262_143_000) } });
    const fn = await given.aFunction({ Code: { ZipFile: zeros(1000) } });
    const withLayer = new UpdateFunctionConfigurationCommand({ FunctionName: fn, Layers: [arn(name, 1)] });
    expect(await refusal(given.lambda.send(withLayer))).toBe(COMBINED(262_144_000));
    await given.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: fn, ZipFile: zeros(999) }));
    await given.settled(fn);
    expect(await refusal(given.lambda.send(withLayer))).toBe('accepted');
    await given.settled(fn);
    const larger = new UpdateFunctionCodeCommand({ FunctionName: fn, ZipFile: zeros(1000) });
    expect(await refusal(given.lambda.send(larger))).toBe(COMBINED(262_144_000));
    const alone = zipOf({ name: 'zeros', content: '', declaredBytes: 262_144_000 });
    expect(await refusal(publish(name, { Content: { ZipFile: alone } }))).toBe(
      '400 InvalidParameterValueException: Unzipped size must be smaller than 262144000 bytes',
    );
  });

  test('counts toward the code storage until it is deleted', async () => {
    const used = async (): Promise<number> =>
      (await given.lambda.send(new GetAccountSettingsCommand({}))).AccountUsage?.TotalCodeSize ?? 0;
    const before = await used();
    const name = newName();
    await publish(name);
    const fn = await given.aFunction({ Code: { ZipFile: codeZip() }, Publish: true });
    expect(await used()).toBe(before + content.length + 2 * codeZip().length);
    await given.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: fn, ZipFile: codeZip('longer') }));
    expect(await used()).toBe(before + content.length + codeZip().length + codeZip('longer').length);
    await given.lambda.send(new DeleteLayerVersionCommand({ LayerName: name, VersionNumber: 1 }));
    expect(await used()).toBe(before + codeZip().length + codeZip('longer').length);
  });
});
