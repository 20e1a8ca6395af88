import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionUrlConfigCommand,
  DeleteFunctionUrlConfigCommand,
  GetFunctionUrlConfigCommand,
  ListFunctionUrlConfigsCommand,
  UpdateFunctionUrlConfigCommand,
  type CreateFunctionUrlConfigCommandInput,
} from '@aws-sdk/client-lambda';
import { givenLambda, refusal, type GivenLambda } from './given-lambda.ts';
import { zipOf } from './zip-of.ts';

const MISSING = '404 ResourceNotFoundException: ';
const echo = zipOf({
  name: 'index.js',
  content: `exports.handler = async (event) => {
    if (event.rawPath === '/fail') throw new Error('no');
    if (event.rawPath === '/plain') return 'hello';
    return { statusCode: 201, headers: { 'x-mine': '1' }, cookies: ['a=1', 'b=2'], body: JSON.stringify(event) };
  };`,
});

describe('a function URL', () => {
  let given: GivenLambda;
  let name: string;
  beforeAll(async () => {
    given = await givenLambda();
  });
  beforeEach(async () => {
    name = await given.aFunction({ Code: { ZipFile: echo }, Publish: true });
  });
  afterAll(() => given.stop());

  const create = async (more: Partial<CreateFunctionUrlConfigCommandInput> = {}): Promise<string> => {
    const input = { FunctionName: name, AuthType: 'NONE' as const, ...more };
    return (await given.lambda.send(new CreateFunctionUrlConfigCommand(input))).FunctionUrl ?? '';
  };
  const open = (Qualifier?: string): Promise<unknown> =>
    given.lambda.send(
      new AddPermissionCommand({
        FunctionName: name,
        Qualifier,
        StatementId: 'public',
        Action: 'lambda:InvokeFunctionUrl',
        Principal: '*',
        FunctionUrlAuthType: 'NONE',
      }),
    );

  test('calls the function with an event of format 2.0 and answers as the function says', async () => {
    const url = await create();
    await open();
    const answer = await fetch(`${url}a%20b?x=1&x=2&y=`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'c=3; d=4', 'x-custom': 'v' },
      body: '{"q":1}',
    });
    expect([answer.status, answer.headers.get('x-mine'), answer.headers.getSetCookie()]).toEqual([
      201,
      '1',
      ['a=1', 'b=2'],
    ]);
    expect(await answer.json()).toMatchObject({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/a%20b',
      rawQueryString: 'x=1&x=2&y=',
      cookies: ['c=3', 'd=4'],
      queryStringParameters: { x: '1,2', y: '' },
      headers: { 'x-custom': 'v', cookie: 'c=3; d=4', 'x-forwarded-proto': 'https', host: new URL(url).host },
      requestContext: { accountId: 'anonymous', http: { method: 'POST', path: '/a b' }, stage: '$default' },
      body: '{"q":1}',
      isBase64Encoded: false,
    });
    expect(await (await fetch(`${url}plain`)).text()).toBe('hello');
    const failed = await fetch(`${url}fail`);
    expect([failed.status, await failed.text()]).toEqual([502, 'Internal Server Error']);
  });

  test('is closed without a policy for everybody, and with AWS_IAM to the unsigned', async () => {
    const url = await create();
    const closed = await fetch(url);
    expect(closed.status).toBe(403);
    expect(await closed.json()).toMatchObject({ Message: expect.stringMatching(/^Forbidden/) });
    await given.lambda.send(new UpdateFunctionUrlConfigCommand({ FunctionName: name, AuthType: 'AWS_IAM' }));
    const authorization = 'AWS4-HMAC-SHA256 Credential=test/20261121/us-east-1/lambda/aws4_request';
    expect([(await fetch(url)).status, (await fetch(url, { headers: { authorization } })).status]).toEqual([403, 201]);
  });

  test('answers preflights itself', async () => {
    const Cors = { AllowOrigins: ['https://a.example'], AllowMethods: ['GET'], MaxAge: 60 };
    const url = await create({ Cors });
    await open();
    const headers = { origin: 'https://a.example', 'access-control-request-method': 'GET' };
    const preflight = await fetch(url, { method: 'OPTIONS', headers });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([
      200,
      'https://a.example',
    ]);
    const other = await fetch(url, { headers: { origin: 'https://b.example' } });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('is of the function or of an alias, read, listed and deleted', async () => {
    await given.lambda.send(new CreateAliasCommand({ FunctionName: name, Name: 'live', FunctionVersion: '1' }));
    const url = await create();
    const aliasUrl = await create({ Qualifier: 'live' });
    await open('live');
    expect((await fetch(aliasUrl)).status).toBe(201);
    const read = new GetFunctionUrlConfigCommand({ FunctionName: name });
    expect(await given.lambda.send(read)).toMatchObject({
      FunctionUrl: url,
      FunctionArn: given.arn(name),
      AuthType: 'NONE',
      InvokeMode: 'BUFFERED',
    });
    const { FunctionUrlConfigs } = await given.lambda.send(new ListFunctionUrlConfigsCommand({ FunctionName: name }));
    expect(FunctionUrlConfigs?.map(({ FunctionArn }) => FunctionArn)).toEqual([
      given.arn(name),
      given.arn(name, 'live'),
    ]);
    await given.lambda.send(new DeleteFunctionUrlConfigCommand({ FunctionName: name }));
    expect(await refusal(given.lambda.send(read))).toBe(`${MISSING}The resource you requested does not exist.`);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  test('is refused a second time, to versions, to nothing, and for streaming', async () => {
    await create();
    const said = await Promise.all([
      refusal(create()),
      refusal(create({ Qualifier: '1' })),
      refusal(create({ Qualifier: 'none' })),
      refusal(create({ FunctionName: 'none' })),
      refusal(create({ InvokeMode: 'RESPONSE_STREAM' })),
    ]);
    expect(said).toEqual([
      `409 ResourceConflictException: Failed to create function url config for [functionArn = ${given.arn(name)}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
      String.raw`400 ValidationException: 1 validation error detected: Value '1' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: ((?!^\d+$)^[0-9a-zA-Z-_]+$)`,
      `${MISSING}Function does not exist`,
      `${MISSING}Function does not exist`,
      '501 NotImplemented: The local AWS does not implement InvokeMode RESPONSE_STREAM of lambda:CreateFunctionUrlConfig.',
    ]);
  });
});
