import {
  CreateRouteCommand,
  DeleteIntegrationCommand,
  DeleteRouteCommand,
  GetIntegrationCommand,
  GetRouteCommand,
  GetRoutesCommand,
  UpdateIntegrationCommand,
  UpdateRouteCommand,
  type CreateIntegrationCommandInput,
} from '@aws-sdk/client-apigatewayv2';
import { givenApis, refusal, type GivenApis } from './given-api.ts';

let given: GivenApis;
let ApiId: string;
beforeAll(async () => void (given = await givenApis()));
beforeEach(async () => void (ApiId = await given.anApi()));
afterAll(() => given.stop());

describe('routes', () => {
  test('get AWS defaults, change member by member, and go', async () => {
    const RouteId = await given.aRoute(ApiId, 'GET /users/{id}');
    const { Target, ...route } = await given.client.send(new GetRouteCommand({ ApiId, RouteId }));
    expect(route).toMatchObject({ RouteKey: 'GET /users/{id}', AuthorizationType: 'NONE', ApiKeyRequired: false });
    const updated = await given.client.send(new UpdateRouteCommand({ ApiId, RouteId, RouteKey: 'GET /people/{id}' }));
    expect(updated).toMatchObject({ RouteKey: 'GET /people/{id}', Target });
    await given.client.send(new DeleteRouteCommand({ ApiId, RouteId }));
    expect((await given.client.send(new GetRoutesCommand({ ApiId }))).Items).toEqual([]);
  });

  const malformed =
    '400 BadRequestException: The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD> /<RESOURCE PATH>" or "$default"';
  test.each([
    ['GET users', malformed],
    ['FETCH /users', malformed],
    ['GET /{proxy+}/more', malformed],
    ['GET /a b', malformed],
    ['$connect', malformed],
    ['GET /{a}/{a}', '400 BadRequestException: Route key GET /{a}/{a} repeats a path parameter'],
  ])('refuse the key %s', async (RouteKey, expected) => {
    expect(await refusal(given.client.send(new CreateRouteCommand({ ApiId, RouteKey })))).toBe(expected);
  });

  test.each([
    ['GET /pets', 'GET /pets'],
    ['GET /pets/{id}', 'GET /pets/{petId}'],
    ['$default', '$default'],
    ['ANY /{proxy+}', 'ANY /{rest+}'],
  ])('with %s there, %s is a conflict', async (first, second) => {
    await given.aRoute(ApiId, first);
    expect(await refusal(given.client.send(new CreateRouteCommand({ ApiId, RouteKey: second })))).toBe(
      `409 ConflictException: Route with key ${first} already exists for this API`,
    );
  });

  test('need an integration that is there', async () => {
    const missing = new CreateRouteCommand({ ApiId, RouteKey: 'GET /', Target: 'integrations/zzzzzzz' });
    expect(await refusal(given.client.send(missing))).toMatch(/^404 NotFoundException: Invalid Integration/);
  });

  test('need an authorizer for JWT and CUSTOM', async () => {
    const route = new CreateRouteCommand({ ApiId, RouteKey: 'GET /', AuthorizationType: 'JWT' });
    expect(await refusal(given.client.send(route))).toMatch(/^400 BadRequestException: Authorizer id is required/);
  });

  test('are 300 at most', async () => {
    const Target = `integrations/${await given.anIntegration(ApiId)}`;
    for (let n = 0; n < 300; n++) {
      await given.aws.world.call('apigateway', 'CreateRoute', { apiId: ApiId, routeKey: `GET /r${n}`, target: Target });
    }
    expect(await refusal(given.client.send(new CreateRouteCommand({ ApiId, RouteKey: 'GET /more' })))).toMatch(
      /^429 TooManyRequestsException: Maximum number of Routes/,
    );
  });
});

describe('integrations', () => {
  test('get AWS defaults and change member by member', async () => {
    const IntegrationId = await given.anIntegration(ApiId);
    expect(await given.client.send(new GetIntegrationCommand({ ApiId, IntegrationId }))).toMatchObject({
      ConnectionType: 'INTERNET',
      TimeoutInMillis: 30_000,
      IntegrationMethod: 'POST',
    });
    const updated = await given.client.send(
      new UpdateIntegrationCommand({ ApiId, IntegrationId, TimeoutInMillis: 5000 }),
    );
    expect(updated).toMatchObject({ TimeoutInMillis: 5000, PayloadFormatVersion: '2.0' });
  });

  test('merge request parameters by key and response parameters by status code', async () => {
    const IntegrationId = await given.anIntegration(ApiId, {
      RequestParameters: { 'overwrite:header.x-ship-release': 'r1', 'append:header.x-b': 'b' },
      ResponseParameters: { '200': { 'overwrite:header.x-r': '1' }, '404': { 'overwrite:statuscode': '410' } },
    });
    const updated = await given.client.send(
      new UpdateIntegrationCommand({
        ApiId,
        IntegrationId,
        RequestParameters: { 'overwrite:header.x-ship-release': 'r2', 'append:header.x-b': '' },
        ResponseParameters: { '404': {} },
      }),
    );
    expect(updated.RequestParameters).toEqual({ 'overwrite:header.x-ship-release': 'r2' });
    expect(updated.ResponseParameters).toEqual({ '200': { 'overwrite:header.x-r': '1' } });
  });

  test.each<[Partial<CreateIntegrationCommandInput>, RegExp]>([
    [{ IntegrationUri: 'https://example.com' }, /^400 BadRequestException: Invalid function ARN or invalid uri/],
    [{ PayloadFormatVersion: undefined }, /^400 BadRequestException: PayloadFormatVersion is a required parameter/],
    [{ PayloadFormatVersion: '3.0' }, /^400 BadRequestException: Invalid PayloadFormatVersion/],
    [{ IntegrationMethod: 'GET' }, /^400 BadRequestException: HttpMethod must be POST/],
    [{ TimeoutInMillis: 30_001 }, /^400 BadRequestException: .*less than or equal to 30000/],
    [{ TimeoutInMillis: 49 }, /^400 BadRequestException: .*greater than or equal to 50/],
    [{ IntegrationType: 'MOCK' }, /^400 BadRequestException: Invalid integration type/],
    [
      {
        IntegrationType: 'HTTP_PROXY',
        IntegrationUri: 'ftp://x',
        IntegrationMethod: 'GET',
        PayloadFormatVersion: '1.0',
      },
      /^400 BadRequestException: Invalid HTTP endpoint specified for URI/,
    ],
    [{ ConnectionType: 'VPC_LINK', ConnectionId: 'v' }, /^400 BadRequestException: Invalid VPC Link/],
    [{ IntegrationSubtype: 'SQS-SendMessage' }, /^501 NotImplemented: .*IntegrationSubtype/],
    [
      { RequestParameters: { 'overwrite:header.authorization': 'x' } },
      /^400 BadRequestException: .*Operations on header authorization are restricted/,
    ],
    [{ RequestParameters: { 'overwrite:cookie.x': 'x' } }, /^400 BadRequestException: Invalid mapping expression/],
    [
      { ResponseParameters: { '99': { 'overwrite:header.x': 'x' } } },
      /^400 BadRequestException: Invalid selection key/,
    ],
  ])('refuse %j', async (changes, expected) => {
    expect(await refusal(given.anIntegration(ApiId, changes))).toMatch(expected);
  });

  test.each([
    ['a plain function ARN', (name: string) => given.functionArn(name)],
    ['a version', (name: string) => given.functionArn(name, '7')],
    ['an invocation URI of an alias', (name: string) => given.invocationUri(given.functionArn(name, 'live'))],
    [
      'a stage variable as qualifier',
      (name: string) => given.invocationUri(`${given.functionArn(name)}:\${stageVariables.v}`),
    ],
  ])('take %s, whether or not the function exists', async (_, uriOf) => {
    expect(await refusal(given.anIntegration(ApiId, { IntegrationUri: uriOf('nothing') }))).toBe('accepted');
  });

  test('that a route uses cannot be deleted', async () => {
    const IntegrationId = await given.anIntegration(ApiId);
    const RouteId = await given.aRoute(ApiId, 'GET /', { Target: `integrations/${IntegrationId}` });
    const remove = (): Promise<unknown> => given.client.send(new DeleteIntegrationCommand({ ApiId, IntegrationId }));
    expect(await refusal(remove())).toBe(
      `409 ConflictException: Cannot delete Integration because it is referenced by the following Routes with Ids: [${RouteId}]`,
    );
    await given.client.send(new DeleteRouteCommand({ ApiId, RouteId }));
    expect(await refusal(remove())).toBe('accepted');
  });
});
