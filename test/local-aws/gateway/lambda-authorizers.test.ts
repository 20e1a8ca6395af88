import {
  CreateAuthorizerCommand,
  ResetAuthorizersCacheCommand,
  type CreateAuthorizerCommandInput,
} from '@aws-sdk/client-apigatewayv2';
import { givenGateway, type Call, type Event, type GivenGateway } from './given-gateway.ts';

let given: GivenGateway;
let apiId: string;
let reply: (event: Event) => unknown;
beforeAll(async () => {
  given = await givenGateway();
  apiId = await given.anApi();
  await given.aFunction((event) => reply(event), { name: 'authorizer' });
  await given.aFunction(() => ({}), { name: 'unpermitted', isPermitted: false });
  await given.aFunction((event) => event.requestContext.authorizer ?? 'none', { name: 'echo' });
  await route('simple', { EnableSimpleResponses: true, AuthorizerResultTtlInSeconds: 0 });
  await route('policy', { AuthorizerResultTtlInSeconds: 0 });
  await route('cached', { EnableSimpleResponses: true, AuthorizerResultTtlInSeconds: 60 });
  await route('cached-policy', { AuthorizerResultTtlInSeconds: 60 });
  await route('by-route', {
    EnableSimpleResponses: true,
    IdentitySource: ['$request.header.Authorization', '$context.routeKey'],
  });
  await route('v1', { AuthorizerPayloadFormatVersion: '1.0', AuthorizerResultTtlInSeconds: 0 }, '1.0');
  await route('query', {
    EnableSimpleResponses: true,
    IdentitySource: ['$request.querystring.key', '$stageVariables.v'],
  });
  await route('anyone', { EnableSimpleResponses: true, IdentitySource: [] });
  await route('unpermitted', { AuthorizerUri: given.invocationUri(given.functionArn('unpermitted')) });
  await given.deploy(apiId, { StageVariables: { v: '1' } });
  await given.deploy(apiId, { StageName: 'dev', StageVariables: { v: '1' } });
});
afterAll(() => given.stop());

async function route(path: string, changes: Partial<CreateAuthorizerCommandInput>, PayloadFormatVersion = '2.0') {
  const { AuthorizerId } = await given.client.send(
    new CreateAuthorizerCommand({
      ApiId: apiId,
      Name: path,
      AuthorizerType: 'REQUEST',
      IdentitySource: ['$request.header.Authorization'],
      AuthorizerUri: given.invocationUri(given.functionArn('authorizer')),
      AuthorizerPayloadFormatVersion: '2.0',
      ...changes,
    }),
  );
  const changed = {
    route: { AuthorizationType: 'CUSTOM', AuthorizerId },
    integration: { PayloadFormatVersion },
  } as const;
  await given.aLambdaRoute(apiId, `GET /${path}/{id}`, 'echo', changed);
}

const token = (value = 'secret'): Call => ({ headers: [['authorization', value]] });
const answer = async (path: string, call: Call = token()): Promise<readonly [number, string]> => {
  const { status, body } = await given.call(apiId, path, call);
  return [status, body];
};
const invocations = (): number => given.calls('authorizer').length;

const unauthorized = [401, '{"message":"Unauthorized"}'];
const forbidden = [403, '{"message":"Forbidden"}'];
const failed = [500, '{"message":"Internal Server Error"}'];
const policy = (Effect: string, Resource: unknown, Action: unknown = 'execute-api:Invoke') => ({
  principalId: 'me',
  policyDocument: { Version: '2012-10-17', Statement: [{ Effect, Action, Resource }] },
  context: { key: 'value' },
});

const executeArn = (rest: string): string => `arn:aws:execute-api:us-east-1:123456789012:${apiId}/${rest}`;

/** How often the authorizer is asked for one request. */
async function asks(path: string, call?: Call): Promise<number> {
  const before = invocations();
  await answer(path, call);
  return invocations() - before;
}

describe('a simple response', () => {
  test('lets in with its context, or without one', async () => {
    reply = () => ({ isAuthorized: true, context: { user: 'u1', n: 1, list: ['a'] } });
    expect(await answer('/simple/1')).toEqual([200, '{"lambda":{"user":"u1","n":1,"list":["a"]}}']);
    reply = () => ({ isAuthorized: true });
    expect(await answer('/simple/1')).toEqual([200, '{"lambda":null}']);
  });

  test.each([
    ['denies', { isAuthorized: false }, forbidden],
    ['that is no boolean is an error', { isAuthorized: 'yes' }, failed],
    ['that is a policy is an error', policy('Allow', '*'), failed],
    ['that is nothing is an error', null, failed],
  ])('%s', async (_, value, expected) => {
    reply = () => value;
    expect(await answer('/simple/1')).toEqual(expected);
  });
});

describe('an error of the authorizer', () => {
  test.each([
    ['Unauthorized', unauthorized],
    ['boom', failed],
  ])('%s', async (message, expected) => {
    reply = () => {
      throw new Error(message);
    };
    expect(await answer('/simple/1')).toEqual(expected);
  });

  test('missing permission is a 500', async () => {
    expect(await answer('/unpermitted/1')).toEqual(failed);
  });
});

const routeArn = (): string => executeArn('$default/GET/policy/1');

describe('a policy', () => {
  test.each<[string, () => unknown, readonly unknown[]]>([
    ['of the exact route allows', () => policy('Allow', routeArn()), [200, '{"lambda":{"key":"value"}}']],
    ['with wildcards allows', () => policy('Allow', executeArn('*/GET/*')), [200, '{"lambda":{"key":"value"}}']],
    [
      'with a question mark allows',
      () => policy('Allow', executeArn('$default/GET/policy/?')),
      [200, '{"lambda":{"key":"value"}}'],
    ],
    [
      'of one among several allows',
      () => policy('Allow', ['x', routeArn()], ['execute-api:*']),
      [200, '{"lambda":{"key":"value"}}'],
    ],
    ['of another route denies', () => policy('Allow', executeArn('$default/GET/other')), forbidden],
    ['of another method denies', () => policy('Allow', executeArn('$default/POST/*')), forbidden],
    ['of another action denies', () => policy('Allow', '*', 's3:GetObject'), forbidden],
    ['that denies denies', () => policy('Deny', '*'), forbidden],
    [
      'that allows and denies denies',
      () => ({
        policyDocument: {
          Statement: [
            { Effect: 'Allow', Action: '*', Resource: '*' },
            { Effect: 'Deny', Action: '*', Resource: executeArn('*') },
          ],
        },
      }),
      forbidden,
    ],
    ['that is none is an error', () => ({ principalId: 'me' }), failed],
  ])('%s', async (_, value, expected) => {
    reply = value;
    expect(await answer('/policy/1')).toEqual(expected);
  });
});

describe('the identity', () => {
  test.each([
    ['/simple/1', {}],
    ['/simple/1', token('')],
    ['/query/1?other=1', {}],
  ])('missing in %s is a 401 without an invocation', async (path, call) => {
    const before = invocations();
    expect(await answer(path, call)).toEqual(unauthorized);
    expect(invocations()).toBe(before);
  });

  test('may come from the query string and stage variables', async () => {
    reply = () => ({ isAuthorized: true });
    expect((await answer('/query/1?key=k', {}))[0]).toBe(200);
    expect(given.calls('authorizer').at(-1)).toMatchObject({ identitySource: ['k', '1'] });
  });

  test('may be nothing at all', async () => {
    reply = () => ({ isAuthorized: true });
    expect((await answer('/anyone/1', {}))[0]).toBe(200);
    expect(given.calls('authorizer').at(-1)).toMatchObject({ identitySource: null });
  });
});

describe('the event', () => {
  test('of format 2.0 names route, identity and request, without a body', async () => {
    reply = () => ({ isAuthorized: true });
    await answer('/dev/simple/7?a=b');
    const event = given.calls('authorizer').at(-1) as Event;
    expect(event).toMatchObject({
      version: '2.0',
      type: 'REQUEST',
      routeArn: `arn:aws:execute-api:us-east-1:123456789012:${apiId}/dev/GET/simple/7`,
      identitySource: ['secret'],
      routeKey: 'GET /simple/{id}',
      rawPath: '/dev/simple/7',
      rawQueryString: 'a=b',
      headers: { authorization: 'secret' },
      queryStringParameters: { a: 'b' },
      requestContext: { stage: 'dev', http: { method: 'GET' } },
      pathParameters: { id: '7' },
      stageVariables: { v: '1' },
    });
    expect(event).not.toHaveProperty('body');
    expect(event).not.toHaveProperty('isBase64Encoded');
  });

  test('of format 1.0 looks like that of a REST API; the integration gets context and principal', async () => {
    reply = (event) => policy('Allow', event['methodArn']);
    expect(await answer('/v1/7')).toEqual([500, '{"message":"Internal Server Error"}']); // The echo answers no statusCode.
    expect(given.calls('authorizer').at(-1)).toMatchObject({
      version: '1.0',
      type: 'REQUEST',
      methodArn: `arn:aws:execute-api:us-east-1:123456789012:${apiId}/$default/GET/v1/7`,
      identitySource: 'secret',
      authorizationToken: 'secret',
      resource: '/v1/{id}',
      path: '/v1/7',
      httpMethod: 'GET',
      headers: { authorization: 'secret' },
      queryStringParameters: null,
      pathParameters: { id: '7' },
      requestContext: { resourceId: 'GET /v1/{id}', identity: { sourceIp: '127.0.0.1' } },
    });
    expect(given.calls('echo').at(-1)?.requestContext.authorizer).toEqual({ key: 'value', principalId: 'me' });
  });
});

describe('caching', () => {
  test('asks once for each identity, a denial too', async () => {
    reply = ({ headers }) => ({ isAuthorized: headers['authorization'] !== 'bad' });
    expect(await asks('/cached/1', token('one'))).toBe(1);
    expect(await asks('/cached/2', token('one'))).toBe(0);
    expect(await asks('/cached/1', token('bad'))).toBe(1);
    expect(await asks('/cached/1', token('bad'))).toBe(0);
    expect(await answer('/cached/1', token('bad'))).toEqual(forbidden);
  });

  test('a cached policy is held against each route', async () => {
    reply = (event) => policy('Allow', event['routeArn']);
    expect((await answer('/cached-policy/1', token('p')))[0]).toBe(200);
    expect(await asks('/cached-policy/2', token('p'))).toBe(0);
    expect(await answer('/cached-policy/2', token('p'))).toEqual(forbidden);
  });

  test('is by stage and ends with ResetAuthorizersCache', async () => {
    reply = () => ({ isAuthorized: true });
    expect(await asks('/cached/1', token('stage'))).toBe(1);
    expect(await asks('/dev/cached/1', token('stage'))).toBe(1);
    await given.client.send(new ResetAuthorizersCacheCommand({ ApiId: apiId, StageName: '$default' }));
    expect(await asks('/cached/1', token('stage'))).toBe(1);
    expect(await asks('/dev/cached/1', token('stage'))).toBe(0);
  });

  test('an error is not remembered', async () => {
    reply = () => {
      throw new Error('boom');
    };
    expect(await asks('/cached/1', token('late'))).toBe(1);
    reply = () => ({ isAuthorized: true });
    expect((await answer('/cached/1', token('late')))[0]).toBe(200);
  });
});
