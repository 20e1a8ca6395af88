import {
  CreateAliasCommand,
  CreateEventSourceMappingCommand,
  DeleteFunctionEventInvokeConfigCommand,
  GetFunctionCodeSigningConfigCommand,
  GetFunctionCommand,
  GetFunctionEventInvokeConfigCommand,
  GetFunctionRecursionConfigCommand,
  GetRuntimeManagementConfigCommand,
  ListFunctionEventInvokeConfigsCommand,
  ListFunctionsByCodeSigningConfigCommand,
  ListTagsCommand,
  PutFunctionEventInvokeConfigCommand,
  PutFunctionRecursionConfigCommand,
  PutRuntimeManagementConfigCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { givenLambda, refusal, type GivenLambda } from './given-lambda.ts';

const INVALID = '400 InvalidParameterValueException: ';
const MISSING = '404 ResourceNotFoundException: ';
const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:failed';

let given: GivenLambda;
let name: string;
beforeAll(async () => {
  given = await givenLambda();
});
beforeEach(async () => {
  name = await given.aFunction({ Publish: true });
});
afterAll(() => given.stop());

const onFailure = (Destination: string): { OnFailure: { Destination: string } } => ({ OnFailure: { Destination } });
const putConfig = (more: object): Promise<unknown> =>
  given.lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: name, ...more }));
const readConfig = (Qualifier?: string): Promise<object> =>
  given.lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName: name, Qualifier }));
describe('the settings of asynchronous invocations', () => {
  test('are put whole and updated by member', async () => {
    await putConfig({ MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 60 });
    await putConfig({ MaximumRetryAttempts: 0, DestinationConfig: onFailure(QUEUE) });
    expect(await readConfig()).toMatchObject({
      FunctionArn: given.arn(name, '$LATEST'),
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnSuccess: {}, OnFailure: { Destination: QUEUE } },
      LastModified: expect.any(Date),
    });
    expect(await readConfig()).not.toHaveProperty('MaximumEventAgeInSeconds');
    const update = { FunctionName: name, MaximumEventAgeInSeconds: 120 };
    await given.lambda.send(new UpdateFunctionEventInvokeConfigCommand(update));
    expect(await readConfig()).toMatchObject({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 120 });
  });

  test('belong to a qualifier, are listed, and deleted once', async () => {
    await putConfig({ Qualifier: '1', MaximumRetryAttempts: 1 });
    await putConfig({ MaximumRetryAttempts: 1 });
    const list = new ListFunctionEventInvokeConfigsCommand({ FunctionName: name });
    const { FunctionEventInvokeConfigs } = await given.lambda.send(list);
    expect(FunctionEventInvokeConfigs?.map(({ FunctionArn }) => FunctionArn)).toEqual([
      given.arn(name, '1'),
      given.arn(name, '$LATEST'),
    ]);
    const remove = new DeleteFunctionEventInvokeConfigCommand({ FunctionName: name, Qualifier: '1' });
    const none = `${MISSING}The function ${given.arn(name, '1')} doesn't have an EventInvokeConfig`;
    expect([await refusal(given.lambda.send(remove)), await refusal(given.lambda.send(remove))]).toEqual([
      'accepted',
      none,
    ]);
    expect(await refusal(readConfig('1'))).toBe(none);
  });

  test('are refused when void, of nothing, or with destinations that cannot be', async () => {
    const topicLike = 'arn:aws:ec2:us-east-1:123456789012:instance/i';
    const said = await Promise.all([
      refusal(putConfig({})),
      refusal(putConfig({ FunctionName: 'none', MaximumRetryAttempts: 1 })),
      refusal(putConfig({ MaximumRetryAttempts: 3 })),
      refusal(putConfig({ DestinationConfig: onFailure(given.arn(name)) })),
      refusal(putConfig({ DestinationConfig: onFailure(given.arn('none')) })),
      refusal(putConfig({ DestinationConfig: onFailure(topicLike) })),
    ]);
    expect(said).toEqual([
      `${INVALID}You must specify at least one of error handling or destination setting.`,
      `${MISSING}The function doesn't exist.`,
      "400 ValidationException: 1 validation error detected: Value '3' at 'maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 2",
      `${INVALID}You can't specify the function as a destination for itself.`,
      `${INVALID}The destination ARN ${given.arn('none')} is invalid.`,
      `${INVALID}The provided destination config DestinationConfig(onSuccess=null, onFailure=OnFailure(destination=${topicLike})) is invalid.`,
    ]);
  });
});

const tag = (Resource: string, Tags: Record<string, string>): Promise<string> =>
  refusal(given.lambda.send(new TagResourceCommand({ Resource, Tags })));
const tags = async (Resource: string): Promise<unknown> =>
  (await given.lambda.send(new ListTagsCommand({ Resource }))).Tags;
describe('tags', () => {
  test('are merged and taken off, and change the revision of the function', async () => {
    const arn = given.arn(name);
    const before = await given.settled(name);
    await tag(arn, { a: '1', b: '2' });
    await tag(arn, { b: '3', c: '4' });
    await given.lambda.send(new UntagResourceCommand({ Resource: arn, TagKeys: ['a', 'none'] }));
    expect(await tags(arn)).toEqual({ b: '3', c: '4' });
    await given.lambda.send(new UntagResourceCommand({ Resource: arn, TagKeys: ['c'] }));
    expect((await given.lambda.send(new GetFunctionCommand({ FunctionName: name }))).Tags).toEqual({ b: '3' });
    expect((await given.settled(name)).RevisionId).not.toBe(before.RevisionId);
  });

  test('are refused to versions and aliases, beyond 50, and where there is nothing', async () => {
    await given.lambda.send(new CreateAliasCommand({ FunctionName: name, Name: 'live', FunctionVersion: '1' }));
    const versions = `${INVALID}Tags on function aliases and versions are not supported. Please specify a function ARN.`;
    expect(await tag(given.arn(name, '1'), { a: '1' })).toBe(versions);
    expect(await tag(given.arn(name, 'live'), { a: '1' })).toBe(versions);
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, 'v']));
    expect(await tag(given.arn(name), many)).toBe(`${INVALID}Number of tags exceeds resource tag limit.`);
    expect(await tag(given.arn('none'), { a: '1' })).toBe(`${MISSING}Function not found: ${given.arn('none')}`);
    expect(await tag('arn:aws:s3:::bucket', { a: '1' })).toMatch(
      /^400 ValidationException: 1 validation error detected: Value 'arn:aws:s3:::bucket' at 'resource' failed/,
    );
  });

  test('are kept for event source mappings too', async () => {
    const sqs = new SQSClient(given.aws.clientConfig);
    await sqs.send(new CreateQueueCommand({ QueueName: 'tagged' }));
    sqs.destroy();
    const EventSourceArn = 'arn:aws:sqs:us-east-1:123456789012:tagged';
    const create = new CreateEventSourceMappingCommand({ FunctionName: name, EventSourceArn, Tags: { a: '1' } });
    const { EventSourceMappingArn = '' } = await given.lambda.send(create);
    await tag(EventSourceMappingArn, { b: '2' });
    expect(await tags(EventSourceMappingArn)).toEqual({ a: '1', b: '2' });
  });
});

describe('what deployment tools read beside', () => {
  test('runtime management is Auto until it is set', async () => {
    const read = new GetRuntimeManagementConfigCommand({ FunctionName: name });
    expect(await given.lambda.send(read)).toMatchObject({ UpdateRuntimeOn: 'Auto' });
    const put = { FunctionName: name, UpdateRuntimeOn: 'FunctionUpdate' as const };
    await given.lambda.send(new PutRuntimeManagementConfigCommand(put));
    expect(await given.lambda.send(read)).toMatchObject({ UpdateRuntimeOn: 'FunctionUpdate' });
  });

  test('recursion is terminated until it is allowed', async () => {
    const read = new GetFunctionRecursionConfigCommand({ FunctionName: name });
    expect((await given.lambda.send(read)).RecursiveLoop).toBe('Terminate');
    await given.lambda.send(new PutFunctionRecursionConfigCommand({ FunctionName: name, RecursiveLoop: 'Allow' }));
    expect((await given.lambda.send(read)).RecursiveLoop).toBe('Allow');
  });

  test('no function has a code signing configuration', async () => {
    const read = new GetFunctionCodeSigningConfigCommand({ FunctionName: name });
    expect((await given.lambda.send(read)).CodeSigningConfigArn).toBeUndefined();
    const CodeSigningConfigArn = 'arn:aws:lambda:us-east-1:123456789012:code-signing-config:csc-0123456789abcdef0';
    const list = new ListFunctionsByCodeSigningConfigCommand({ CodeSigningConfigArn });
    expect(await refusal(given.lambda.send(list))).toBe(
      `${MISSING}The Lambda code signing configuration ${CodeSigningConfigArn} can not be found.`,
    );
  });
});
