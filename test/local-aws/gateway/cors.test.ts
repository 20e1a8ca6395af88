import { CreateAuthorizerCommand, UpdateApiCommand } from '@aws-sdk/client-apigatewayv2';
import { givenGateway, type GivenGateway } from './given-gateway.ts';

let given: GivenGateway;
let apiId: string;
const shop = 'https://shop.example';
beforeAll(async () => {
  given = await givenGateway();
  apiId = await given.anApi();
  await given.client.send(
    new UpdateApiCommand({
      ApiId: apiId,
      CorsConfiguration: {
        AllowOrigins: [shop, 'http://*'],
        AllowMethods: ['GET', 'POST'],
        AllowHeaders: ['authorization', 'content-type'],
        ExposeHeaders: ['x-total'],
        AllowCredentials: true,
        MaxAge: 300,
      },
    }),
  );
  const headers = { 'Access-Control-Allow-Origin': 'https://backend.example', 'x-total': '3' };
  const name = await given.aFunction(() => ({ statusCode: 200, headers, body: 'ok' }), { name: 'backend' });
  await given.aLambdaRoute(apiId, 'GET /a', name);
  const { AuthorizerId } = await given.client.send(
    new CreateAuthorizerCommand({
      ApiId: apiId,
      Name: 'a',
      AuthorizerType: 'REQUEST',
      AuthorizerUri: given.invocationUri(given.functionArn('nothing')),
      AuthorizerPayloadFormatVersion: '2.0',
      IdentitySource: ['$request.header.Authorization'],
    }),
  );
  const route = { AuthorizationType: 'CUSTOM', AuthorizerId } as const;
  await given.aLambdaRoute(apiId, 'ANY /guarded', name, { route });
  await given.deploy(apiId);
});
afterAll(() => given.stop());

const preflight = (path: string, origin: string) =>
  given.call(apiId, path, {
    method: 'OPTIONS',
    headers: [
      ['Origin', origin],
      ['Access-Control-Request-Method', 'POST'],
    ],
  });
const cors = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-')));

test.each(['/a', '/nowhere'])('a preflight of %s is answered by the gateway', async (path) => {
  const { status, headers, body } = await preflight(path, shop);
  expect([status, body]).toEqual([204, '']);
  expect(cors(headers)).toEqual({
    'access-control-allow-origin': shop,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET,POST',
    'access-control-allow-headers': 'authorization,content-type',
    'access-control-max-age': '300',
  });
  expect(given.calls('backend')).toHaveLength(0);
});

test('a preflight from another origin gets no CORS headers', async () => {
  const { status, headers } = await preflight('/a', 'https://evil.example');
  expect([status, cors(headers)]).toEqual([204, {}]);
});

test('an origin pattern allows every origin of its scheme', async () => {
  const { headers } = await preflight('/a', 'http://any.example');
  expect(headers['access-control-allow-origin']).toBe('http://any.example');
});

test('a route that catches OPTIONS with an authorizer asks it first', async () => {
  expect((await preflight('/guarded', shop)).status).toBe(401);
});

test('an answer has the configured headers instead of the backend’s', async () => {
  const { headers } = await given.call(apiId, '/a', { headers: [['Origin', shop]] });
  expect(headers['x-total']).toBe('3');
  expect(cors(headers)).toEqual({
    'access-control-allow-origin': shop,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'x-total',
  });
  expect(cors((await given.call(apiId, '/a')).headers)).toEqual({});
});

test('errors of the gateway have them too', async () => {
  const { status, headers } = await given.call(apiId, '/guarded', { headers: [['Origin', shop]] });
  expect([status, headers['access-control-allow-origin']]).toEqual([401, shop]);
});

test('without a configuration OPTIONS is a request like any other and the backend’s headers stay', async () => {
  const plain = await given.anApi('plain');
  await given.aLambdaRoute(plain, 'ANY /a', 'backend');
  await given.deploy(plain);
  const answer = await given.call(plain, '/a', {
    method: 'OPTIONS',
    headers: [
      ['Origin', shop],
      ['Access-Control-Request-Method', 'GET'],
    ],
  });
  expect([answer.status, answer.body]).toEqual([200, 'ok']);
  expect(answer.headers['access-control-allow-origin']).toBe('https://backend.example');
});

test('origin * is answered as *', async () => {
  const open = await given.anApi('open');
  await given.client.send(new UpdateApiCommand({ ApiId: open, CorsConfiguration: { AllowOrigins: ['*'] } }));
  await given.aLambdaRoute(open, 'GET /a', 'backend');
  await given.deploy(open);
  const { headers } = await given.call(open, '/a', { headers: [['Origin', 'https://any.example']] });
  expect(headers['access-control-allow-origin']).toBe('*');
});
