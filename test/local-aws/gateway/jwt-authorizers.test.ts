import { createServer, type Server } from 'node:http';
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { CreateAuthorizerCommand } from '@aws-sdk/client-apigatewayv2';
import { givenGateway, type GivenGateway } from './given-gateway.ts';

let given: GivenGateway;
let apiId: string;
let server: Server;
let issuer: string;
let discoveries = 0;
const keys = new Map<string, { publicKey: KeyObject; privateKey: KeyObject }>();

function addKey(kid: string): void {
  keys.set(kid, generateKeyPairSync('rsa', { modulusLength: 2048 }));
}

beforeAll(async () => {
  addKey('k1');
  server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/.well-known/openid-configuration') {
      discoveries++;
      response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` }));
      return;
    }
    const set = [...keys].map(([kid, { publicKey }]) => ({
      kid,
      alg: 'RS256',
      ...publicKey.export({ format: 'jwk' }),
    }));
    response.end(JSON.stringify({ keys: set }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  given = await givenGateway();
  apiId = await given.anApi();
  await given.aFunction((event) => event.requestContext.authorizer, { name: 'echo' });
  const authorizer = async (Name: string, Issuer: string, IdentitySource: string) => {
    const JwtConfiguration = { Issuer, Audience: ['orders', 'other'] };
    const input = { ApiId: apiId, Name, IdentitySource: [IdentitySource], JwtConfiguration };
    return (await given.client.send(new CreateAuthorizerCommand({ ...input, AuthorizerType: 'JWT' }))).AuthorizerId;
  };
  const AuthorizerId = await authorizer('header', issuer, '$request.header.Authorization');
  const route = { AuthorizationType: 'JWT', AuthorizerId } as const;
  await given.aLambdaRoute(apiId, 'GET /open', 'echo', { route });
  await given.aLambdaRoute(apiId, 'GET /scoped', 'echo', {
    route: { ...route, AuthorizationScopes: ['read', 'write'] },
  });
  const byQuery = { ...route, AuthorizerId: await authorizer('query', issuer, '$request.querystring.token') };
  await given.aLambdaRoute(apiId, 'GET /query', 'echo', { route: byQuery });
  const nowhere = await authorizer('nowhere', 'http://127.0.0.1:9', '$request.header.Authorization');
  await given.aLambdaRoute(apiId, 'GET /nowhere', 'echo', { route: { ...route, AuthorizerId: nowhere } });
  await given.deploy(apiId);
});
afterAll(async () => {
  await given.stop();
  server.close();
});

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const inSeconds = (delta: number): number => Math.floor(Date.now() / 1000) + delta;

function token(claims: object = {}, { kid = 'k1', signer = 'k1', alg = 'RS256' } = {}): string {
  const all = { iss: issuer, aud: 'orders', exp: inSeconds(60), ...claims };
  const signed = `${encode({ alg, kid })}.${encode(all)}`;
  const signature = createSign('RSA-SHA256')
    .update(signed)
    .sign(keys.get(signer)?.privateKey as KeyObject, 'base64url');
  return `${signed}.${signature}`;
}

const call = (path: string, authorization?: string) =>
  given.call(apiId, path, { headers: authorization === undefined ? [] : [['Authorization', authorization]] });

test('a valid token lets in, with Bearer or without; claims come as texts', async () => {
  const claims = { sub: 'u1', admin: true, groups: ['admin', 'poweruser'], level: 3, nothing: null, a: { b: 'c' } };
  const { status, body } = await call('/open', `Bearer ${token(claims)}`);
  expect(status).toBe(200);
  expect(JSON.parse(body)).toMatchObject({
    jwt: { claims: { sub: 'u1', admin: 'true', groups: '[admin poweruser]', level: '3', a: 'map[b:c]' }, scopes: null },
  });
  expect(body).not.toContain('nothing');
  expect((await call('/open', token())).status).toBe(200);
});

test.each<[string, () => string | undefined, string]>([
  ['no token', () => undefined, 'Bearer'],
  ['a malformed token', () => 'Bearer x.y', 'the token is malformed'],
  ['another issuer', () => token({ iss: 'https://other.example' }), 'the token does not have a valid issuer'],
  ['another audience', () => token({ aud: ['x'] }), 'the token does not have a valid audience'],
  ['an expired token', () => token({ exp: inSeconds(-1) }), 'the token has expired'],
  ['a token without expiry', () => token({ exp: undefined }), 'the token has expired'],
  ['a token of tomorrow', () => token({ nbf: inSeconds(60) }), 'the token is not valid yet'],
  ['another algorithm', () => token({}, { alg: 'HS256' }), 'signing method HS256 is not supported'],
  ['no algorithm', () => token({}, { alg: 'none' }), 'signing method none is not supported'],
  ['an unknown key', () => token({}, { kid: 'k9' }), 'unable to find a key with id k9'],
  [
    'a changed payload',
    () =>
      `${token().split('.')[0]}.${encode({ iss: issuer, aud: 'orders', exp: inSeconds(9) })}.${token().split('.')[2]}`,
    'the token has an invalid signature',
  ],
])('%s is a 401 that says why', async (_, authorization, reason) => {
  const answer = await call('/open', authorization());
  expect([answer.status, answer.body]).toEqual([401, '{"message":"Unauthorized"}']);
  const expected = reason === 'Bearer' ? reason : `Bearer scope="" error="invalid_token" error_description="${reason}"`;
  expect(answer.headers['www-authenticate']).toBe(expected);
});

test('the audience may be a list, or the client_id where there is none', async () => {
  expect((await call('/open', token({ aud: ['x', 'other'] }))).status).toBe(200);
  expect((await call('/open', token({ aud: undefined, client_id: 'orders' }))).status).toBe(200);
  expect((await call('/open', token({ aud: 'x', client_id: 'orders' }))).status).toBe(401);
});

test('one of the scopes is enough, none is a 403', async () => {
  const { status, body } = await call('/scoped', token({ scope: 'other write' }));
  expect([status, JSON.parse(body)]).toMatchObject([200, { jwt: { scopes: ['other', 'write'] } }]);
  expect((await call('/scoped', token({ scp: ['read'] }))).status).toBe(200);
  const denied = await call('/scoped', token({ scope: 'other' }));
  expect([denied.status, denied.body]).toEqual([403, '{"message":"Forbidden"}']);
  expect(denied.headers['www-authenticate']).toContain('error="insufficient_scope"');
});

test('the token may come in the query string', async () => {
  expect((await call(`/query?token=${token()}`)).status).toBe(200);
  expect((await call('/query')).status).toBe(401);
});

test('keys are fetched once', async () => {
  await call('/open', token());
  const before = discoveries;
  await Promise.all([call('/open', token()), call('/open', token()), call('/open', token())]);
  expect(discoveries).toBe(before);
});

test('an issuer out of reach is a 401', async () => {
  const answer = await call('/nowhere', token({ iss: 'http://127.0.0.1:9' }));
  expect(answer.headers['www-authenticate']).toContain('OIDC discovery endpoint communication error');
});
