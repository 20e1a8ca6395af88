import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type CreateFunctionCommandInput,
} from '@aws-sdk/client-lambda';
import { givenLambda, refusal, type GivenLambda } from './given-lambda.ts';
import { codeZip, zipOf } from './zip-of.ts';

type Changes = Partial<CreateFunctionCommandInput>;

const INVALID = '400 InvalidParameterValueException: ';
const VALIDATION = '400 ValidationException: 1 validation error detected: ';
const ENVIRONMENT = `${INVALID}Lambda was unable to configure your environment variables because the environment variables you have provided`;
const LAYER = 'arn:aws:lambda:us-east-1:123456789012:layer:none';
const UNSUPPORTED =
  'is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.';
const large = { LARGE: 'x'.repeat(4096) };

const cases: readonly (readonly [title: string, changes: Changes, said: string])[] = [
  [
    'memory of 64 MB',
    { MemorySize: 64 },
    `${VALIDATION}Value '64' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128`,
  ],
  [
    'memory of 10241 MB',
    { MemorySize: 10_241 },
    `${INVALID}'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 10240`,
  ],
  [
    'a time-out of 901 s',
    { Timeout: 901 },
    `${VALIDATION}Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900`,
  ],
  [
    'a time-out of 0 s',
    { Timeout: 0 },
    `${VALIDATION}Value '0' at 'timeout' failed to satisfy constraint: Member must have value greater than or equal to 1`,
  ],
  [
    'a role that is no ARN',
    { Role: 'r1' },
    String.raw`${VALIDATION}Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+`,
  ],
  [
    'a description of 257 characters',
    { Description: 'd'.repeat(257) },
    `${VALIDATION}Value '${'d'.repeat(257)}' at 'description' failed to satisfy constraint: Member must have length less than or equal to 256`,
  ],
  [
    'an unknown architecture',
    { Architectures: ['z80' as 'arm64'] },
    `${VALIDATION}Value '[z80]' at 'architectures' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]`,
  ],
  [
    'two architectures',
    { Architectures: ['x86_64', 'arm64'] },
    `${VALIDATION}Value '[x86_64, arm64]' at 'architectures' failed to satisfy constraint: Member must have length less than or equal to 1`,
  ],
  [
    'too large a /tmp',
    { EphemeralStorage: { Size: 10_241 } },
    `${VALIDATION}Value '10241' at 'ephemeralStorage.size' failed to satisfy constraint: Member must have value less than or equal to 10240`,
  ],
  [
    'an unknown tracing mode',
    { TracingConfig: { Mode: 'On' as 'Active' } },
    `${VALIDATION}Value 'On' at 'tracingConfig.mode' failed to satisfy constraint: Member must satisfy enum value set: [Active, PassThrough]`,
  ],
  [
    'a variable whose name starts with a digit',
    { Environment: { Variables: { '1A': 'x' } } },
    `${VALIDATION}Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+, Member must not be null]`,
  ],
  [
    'variables above 4 KB',
    { Environment: { Variables: large } },
    `${ENVIRONMENT} exceeded the 4KB limit. String measured: ${JSON.stringify(large)}`,
  ],
  [
    'reserved variables',
    { Environment: { Variables: { AWS_REGION: 'x', MINE: 'y', AWS_SESSION_TOKEN: 'z' } } },
    `${ENVIRONMENT} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION, AWS_SESSION_TOKEN`,
  ],
  [
    'a runtime that never was',
    { Runtime: 'nodejs4.3x' as 'nodejs22.x' },
    `${INVALID}Value nodejs4.3x at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [nodejs24.x, nodejs22.x, nodejs20.x, python3.14, python3.13, python3.12, python3.11, python3.10, java25, java21, java17, java11, java8.al2, dotnet10, dotnet8, ruby4.0, ruby3.4, ruby3.3, ruby3.2, provided.al2023, provided.al2] or be a valid ARN`,
  ],
  [
    'nodejs20.x, blocked since August 2026',
    { Runtime: 'nodejs20.x' },
    `${INVALID}The runtime parameter of nodejs20.x ${UNSUPPORTED}`,
  ],
  ['nodejs18.x', { Runtime: 'nodejs18.x' }, `${INVALID}The runtime parameter of nodejs18.x ${UNSUPPORTED}`],
  [
    'no runtime',
    { Runtime: undefined },
    `${INVALID}Runtime and Handler are mandatory parameters for functions created with deployment packages.`,
  ],
  ['no code', { Code: {} }, `${INVALID}Please provide a source for function code.`],
  [
    'code from two places',
    { Code: { ZipFile: codeZip(), S3Bucket: 'bbb', S3Key: 'k' } },
    `${INVALID}Please do not provide other FunctionCode parameters when providing a ZipFile.`,
  ],
  [
    'code that is no zip',
    { Code: { ZipFile: Buffer.from('nope') } },
    `${INVALID}Could not unzip uploaded file. Please check your file, then try to upload again.`,
  ],
  [
    'code that would be unpacked elsewhere',
    { Code: { ZipFile: zipOf({ name: '../index.js', content: '' }) } },
    `${INVALID}Could not unzip uploaded file. Please check your file, then try to upload again.`,
  ],
  ['an empty zip', { Code: { ZipFile: zipOf() } }, `${INVALID}Uploaded file must be a non-empty zip`],
  [
    'six layers',
    { Layers: [1, 2, 3, 4, 5, 6].map((n) => `${LAYER}:${n}`) },
    `${INVALID}Cannot reference more than 5 layers.`,
  ],
  ['a layer that is not there', { Layers: [`${LAYER}:1`] }, `${INVALID}Layer version ${LAYER}:1 does not exist.`],
  [
    'a layer of another Region',
    { Layers: ['arn:aws:lambda:eu-west-1:123456789012:layer:none:1'] },
    `${INVALID}Layers are not in the same region as the function. Layers are expected to be in region us-east-1.`,
  ],
  [
    'a layer without its version',
    { Layers: [LAYER] },
    String.raw`${VALIDATION}Value '[${LAYER}]' at 'layers' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 140, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+, Member must not be null]`,
  ],
  [
    '51 tags',
    { Tags: Object.fromEntries([...Array(51).keys()].map((n) => [`k${n}`, 'v'])) },
    `${INVALID}Number of tags exceeds resource tag limit.`,
  ],
  [
    'SnapStart for Node.js',
    { SnapStart: { ApplyOn: 'PublishedVersions' } },
    `${INVALID}nodejs22.x is not supported for SnapStart enabled functions.`,
  ],
  [
    'a name of 65 characters',
    { FunctionName: 'n'.repeat(65) },
    `${INVALID}1 validation error detected: Value '${'n'.repeat(65)}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
  ],
  [
    'a container image',
    { PackageType: 'Image', Code: { ImageUri: 'x' } },
    '501 NotImplemented: The local AWS does not implement container images (PackageType Image) of lambda:CreateFunction.',
  ],
  [
    'a layer of another account',
    { Layers: ['arn:aws:lambda:us-east-1:999999999999:layer:theirs:1'] },
    '501 NotImplemented: The local AWS cannot fetch arn:aws:lambda:us-east-1:999999999999:layer:theirs:1 of another account. Publish a copy of the layer here and name that.',
  ],
];

describe('CreateFunction refuses', () => {
  let given: GivenLambda;
  beforeAll(async () => {
    given = await givenLambda();
  });
  afterAll(() => given.stop());

  test.each(cases)('%s', async (_title, changes, said) => {
    const input = given.createInput(changes);
    expect(await refusal(given.lambda.send(new CreateFunctionCommand(input)))).toBe(said);
  });

  test('a name that is taken', async () => {
    const FunctionName = await given.aFunction();
    const again = given.createInput({ FunctionName });
    expect(await refusal(given.lambda.send(new CreateFunctionCommand(again)))).toBe(
      `409 ResourceConflictException: Function already exist: ${FunctionName}`,
    );
  });

  test('of two that create one name at once, the second', async () => {
    const input = given.createInput();
    const both = await Promise.all([1, 2].map(() => refusal(given.lambda.send(new CreateFunctionCommand(input)))));
    expect(both.toSorted()).toEqual([
      `409 ResourceConflictException: Function already exist: ${input.FunctionName}`,
      'accepted',
    ]);
  });

  test('several broken constraints at once, each named', async () => {
    const input = given.createInput({ MemorySize: 1, Timeout: 1000 });
    expect(await refusal(given.lambda.send(new CreateFunctionCommand(input)))).toMatch(
      /^400 ValidationException: 2 validation errors detected: Value '1000' at 'timeout' .+; Value '1' at 'memorySize' /,
    );
  });

  const post = async (body: unknown): Promise<unknown[]> => {
    const answer = await fetch(`${given.aws.endpoint}/2015-03-31/functions`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return [answer.status, answer.headers.get('x-amzn-errortype'), await answer.json()];
  };
  test('a member of the wrong JSON type, and what is missing', async () => {
    expect(await post({ FunctionName: 7 })).toEqual([
      400,
      'SerializationException',
      { message: 'NUMBER_VALUE cannot be converted to String' },
    ]);
    expect(await post({ FunctionName: 'f', Unknown: 1 })).toEqual([
      400,
      'ValidationException',
      {
        message:
          "2 validation errors detected: Value null at 'role' failed to satisfy constraint: Member must not be null; Value null at 'code' failed to satisfy constraint: Member must not be null",
      },
    ]);
  });

  test('accepts variables of exactly 4 KB', async () => {
    const name = await given.aFunction({ Environment: { Variables: { LARGE: 'x'.repeat(4096 - 12) } } });
    expect((await given.settled(name)).State).toBe('Active');
  });

  test('accepts old runtimes when switched so', async () => {
    const lenient = await givenLambda({ allowDeprecatedRuntimes: true });
    const name = await lenient.aFunction({ Runtime: 'nodejs20.x' });
    expect((await lenient.settled(name)).Runtime).toBe('nodejs20.x');
    await lenient.stop();
  });
});

describe('updates refuse', () => {
  let given: GivenLambda;
  beforeAll(async () => {
    given = await givenLambda();
  });
  afterAll(() => given.stop());

  const stale = '00000000-0000-4000-8000-000000000000';
  const mismatch =
    '412 PreconditionFailedException: The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id';

  test('a revision that is no longer the latest', async () => {
    const FunctionName = await given.aFunction();
    const code = new UpdateFunctionCodeCommand({ FunctionName, ZipFile: codeZip('x'), RevisionId: stale });
    const configuration = new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 9, RevisionId: stale });
    expect(await refusal(given.lambda.send(code))).toBe(mismatch);
    expect(await refusal(given.lambda.send(configuration))).toBe(mismatch);
  });

  test('a runtime that AWS no longer updates', async () => {
    const FunctionName = await given.aFunction();
    const update = new UpdateFunctionConfigurationCommand({ FunctionName, Runtime: 'nodejs20.x' });
    expect(await refusal(given.lambda.send(update))).toBe(
      `400 InvalidParameterValueException: The runtime parameter of nodejs20.x ${UNSUPPORTED}`,
    );
  });

  test('a configuration of more than 5120 bytes', async () => {
    const FunctionName = await given.aFunction();
    const Layers = Array.from({ length: 60 }, (_, n) => `${LAYER}${'x'.repeat(50)}:${n}`);
    const update = new UpdateFunctionConfigurationCommand({ FunctionName, Layers });
    expect(await refusal(given.lambda.send(update))).toBe(
      '413 RequestEntityTooLargeException: Request must be smaller than 5120 bytes for the UpdateFunctionConfiguration operation',
    );
  });

  test('a function that is not there', async () => {
    const update = new UpdateFunctionCodeCommand({ FunctionName: 'none', ZipFile: codeZip() });
    expect(await refusal(given.lambda.send(update))).toBe(
      `404 ResourceNotFoundException: Function not found: ${given.arn('none')}`,
    );
  });
});

describe('the role of a function', () => {
  test('must exist and trust Lambda', async () => {
    const given = await givenLambda({ acceptAnyRole: false });
    const iam = new IAMClient(given.aws.clientConfig);
    const create = async (service?: string): Promise<string> => {
      const RoleName = `for-${service?.split('.')[0] ?? 'nobody'}`;
      const Principal = { Service: service };
      const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] };
      if (service) {
        await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(policy) }));
      }
      const input = given.createInput({ Role: `arn:aws:iam::123456789012:role/${RoleName}` });
      return refusal(given.lambda.send(new CreateFunctionCommand(input)));
    };
    const refused =
      '400 InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.';
    expect(await create()).toBe(refused);
    expect(await create('ec2.amazonaws.com')).toBe(refused);
    expect(await create('lambda.amazonaws.com')).toBe('accepted');
    iam.destroy();
    await given.stop();
  });
});
