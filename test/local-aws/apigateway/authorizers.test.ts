import {
  CreateAuthorizerCommand,
  CreateRouteCommand,
  DeleteAuthorizerCommand,
  GetAuthorizerCommand,
  GetAuthorizersCommand,
  UpdateAuthorizerCommand,
  UpdateRouteCommand,
  type CreateAuthorizerCommandInput,
} from '@aws-sdk/client-apigatewayv2';
import { givenApis, refusal, type GivenApis } from './given-api.ts';

let given: GivenApis;
let ApiId: string;
beforeAll(async () => void (given = await givenApis()));
beforeEach(async () => void (ApiId = await given.anApi()));
afterAll(() => given.stop());

const jwt = (): CreateAuthorizerCommandInput => ({
  ApiId,
  Name: 'jwt',
  AuthorizerType: 'JWT',
  IdentitySource: ['$request.header.Authorization'],
  JwtConfiguration: { Issuer: 'https://issuer.example', Audience: ['orders'] },
});
const request = (): CreateAuthorizerCommandInput => ({
  ApiId,
  Name: 'request',
  AuthorizerType: 'REQUEST',
  IdentitySource: ['$request.header.Authorization'],
  AuthorizerUri: given.invocationUri(given.functionArn('authorizer', '3')),
  AuthorizerPayloadFormatVersion: '2.0',
});

test('a REQUEST authorizer caches for five minutes unless told otherwise', async () => {
  const { AuthorizerId } = await given.client.send(new CreateAuthorizerCommand(request()));
  const read = await given.client.send(new GetAuthorizerCommand({ ApiId, AuthorizerId }));
  expect(read).toMatchObject({ AuthorizerResultTtlInSeconds: 300, EnableSimpleResponses: false });
  const updated = await given.client.send(
    new UpdateAuthorizerCommand({ ApiId, AuthorizerId, AuthorizerResultTtlInSeconds: 0, EnableSimpleResponses: true }),
  );
  expect(updated).toMatchObject({ AuthorizerResultTtlInSeconds: 0, EnableSimpleResponses: true, Name: 'request' });
});

test('a JWT authorizer keeps its issuer and audience', async () => {
  await given.client.send(new CreateAuthorizerCommand(jwt()));
  const { Items } = await given.client.send(new GetAuthorizersCommand({ ApiId }));
  expect(Items).toMatchObject([{ Name: 'jwt', AuthorizerType: 'JWT', JwtConfiguration: jwt().JwtConfiguration }]);
  expect(Items?.[0]).not.toHaveProperty('AuthorizerResultTtlInSeconds');
});

test.each<[string, () => CreateAuthorizerCommandInput, RegExp]>([
  [
    'a JWT authorizer without audience',
    () => ({ ...jwt(), JwtConfiguration: { Issuer: 'https://x.example' } }),
    /Audience and issuer are required/,
  ],
  [
    'an issuer over plain HTTP',
    () => ({ ...jwt(), JwtConfiguration: { Issuer: 'http://x.example', Audience: ['a'] } }),
    /Invalid issuer: http:\/\/x\.example/,
  ],
  [
    'a JWT authorizer with two sources',
    () => ({ ...jwt(), IdentitySource: ['$request.header.a', '$request.header.b'] }),
    /exactly one identity source/,
  ],
  [
    'a REQUEST authorizer without format',
    () => ({ ...request(), AuthorizerPayloadFormatVersion: undefined }),
    /AuthorizerPayloadFormatVersion is a required parameter/,
  ],
  [
    'simple responses in format 1.0',
    () => ({ ...request(), AuthorizerPayloadFormatVersion: '1.0', EnableSimpleResponses: true }),
    /EnableSimpleResponses is supported only/,
  ],
  [
    'a bare function ARN as URI',
    () => ({ ...request(), AuthorizerUri: given.functionArn('f') }),
    /Invalid Authorizer URI: arn:aws:lambda/,
  ],
  [
    'caching without identity',
    () => ({ ...request(), IdentitySource: [], AuthorizerResultTtlInSeconds: 60 }),
    /Identity source is required/,
  ],
  [
    'a source of another kind',
    () => ({ ...request(), IdentitySource: ['method.request.header.Auth'] }),
    /Invalid mapping expression/,
  ],
])('%s is refused', async (_, input, expected) => {
  const said = await refusal(given.client.send(new CreateAuthorizerCommand(input())));
  expect(said).toMatch(/^400 BadRequestException/);
  expect(said).toMatch(expected);
});

test('names are unique within an API', async () => {
  await given.client.send(new CreateAuthorizerCommand(request()));
  expect(await refusal(given.client.send(new CreateAuthorizerCommand(request())))).toBe(
    '400 BadRequestException: Authorizer name must be unique. Authorizer request already exists in this RestApi.',
  );
});

test('a route keeps its authorizer until its type is NONE; until then it cannot be deleted', async () => {
  const { AuthorizerId } = await given.client.send(new CreateAuthorizerCommand(request()));
  const { RouteId } = await given.client.send(
    new CreateRouteCommand({ ApiId, RouteKey: 'GET /a', AuthorizationType: 'CUSTOM', AuthorizerId }),
  );
  expect(await refusal(given.client.send(new DeleteAuthorizerCommand({ ApiId, AuthorizerId })))).toBe(
    "409 ConflictException: Cannot delete authorizer 'request', is referenced in route: GET /a",
  );
  const kept = await given.client.send(new UpdateRouteCommand({ ApiId, RouteId, OperationName: 'a' }));
  expect(kept.AuthorizerId).toBe(AuthorizerId);
  const detached = await given.client.send(new UpdateRouteCommand({ ApiId, RouteId, AuthorizationType: 'NONE' }));
  expect(detached.AuthorizerId).toBeUndefined();
  expect(await refusal(given.client.send(new DeleteAuthorizerCommand({ ApiId, AuthorizerId })))).toBe('accepted');
});

test('a JWT authorizer does not serve a CUSTOM route', async () => {
  const { AuthorizerId } = await given.client.send(new CreateAuthorizerCommand(jwt()));
  const route = new CreateRouteCommand({ ApiId, RouteKey: 'GET /a', AuthorizationType: 'CUSTOM', AuthorizerId });
  expect(await refusal(given.client.send(route))).toMatch(/^400 BadRequestException: Authorizer .* cannot be used/);
});
