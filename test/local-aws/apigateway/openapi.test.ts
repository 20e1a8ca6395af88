import {
  CreateDeploymentCommand,
  CreateStageCommand,
  ExportApiCommand,
  GetApiCommand,
  GetAuthorizersCommand,
  GetIntegrationsCommand,
  GetRoutesCommand,
  ImportApiCommand,
  ReimportApiCommand,
} from '@aws-sdk/client-apigatewayv2';
import { parse, stringify } from 'yaml';
import { givenApis, refusal, type GivenApis } from './given-api.ts';

let given: GivenApis;
beforeAll(async () => void (given = await givenApis()));
afterAll(() => given.stop());

function aDocument(version = '7') {
  const shared = {
    type: 'aws_proxy',
    httpMethod: 'POST',
    payloadFormatVersion: '2.0',
    uri: given.invocationUri(given.functionArn('orders', version)),
    credentials: 'arn:aws:iam::123456789012:role/invoke',
    timeoutInMillis: 5000,
    requestParameters: { 'overwrite:header.x-ship-release': 'r7' },
    responseParameters: { '200': { 'overwrite:header.x-ship-release': 'r7' } },
  };
  const $ref = '#/components/x-amazon-apigateway-integrations/orders';
  const responses = { default: { description: 'd' } };
  return {
    openapi: '3.0.1',
    info: { title: 'orders', version: 'r7', description: 'Orders' },
    paths: {
      '/orders': {
        get: { operationId: 'list', responses, 'x-amazon-apigateway-integration': { $ref } },
        post: { responses, security: [{ login: ['orders:write'] }], 'x-amazon-apigateway-integration': { $ref } },
      },
      '/orders/{id}': {
        'x-amazon-apigateway-any-method': {
          responses,
          security: [{ own: [] }],
          'x-amazon-apigateway-integration': { $ref },
        },
      },
      '/$default': {
        'x-amazon-apigateway-any-method': {
          responses,
          'x-amazon-apigateway-integration': {
            type: 'http_proxy',
            httpMethod: 'ANY',
            uri: 'http://127.0.0.1:9/',
            payloadFormatVersion: '1.0',
          },
        },
      },
    },
    components: {
      'x-amazon-apigateway-integrations': { orders: shared },
      securitySchemes: {
        login: {
          type: 'openIdConnect',
          openIdConnectUrl: 'https://issuer.example/.well-known/openid-configuration',
          'x-amazon-apigateway-authorizer': {
            type: 'jwt',
            identitySource: '$request.header.Authorization',
            jwtConfiguration: { audience: ['orders'] },
          },
        },
        own: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          'x-amazon-apigateway-authorizer': {
            type: 'request',
            identitySource: '$request.header.Authorization,$context.routeKey',
            authorizerUri: given.invocationUri(given.functionArn('authorizer', version)),
            authorizerCredentials: 'arn:aws:iam::123456789012:role/invoke',
            authorizerPayloadFormatVersion: '2.0',
            authorizerResultTtlInSeconds: 60,
            enableSimpleResponses: true,
          },
        },
      },
    },
    'x-amazon-apigateway-cors': { allowOrigins: ['https://shop.example'], maxAge: 60 },
  };
}

async function draftOf(ApiId: string) {
  const [api, routes, integrations, authorizers] = await Promise.all([
    given.client.send(new GetApiCommand({ ApiId })),
    given.client.send(new GetRoutesCommand({ ApiId })),
    given.client.send(new GetIntegrationsCommand({ ApiId })),
    given.client.send(new GetAuthorizersCommand({ ApiId })),
  ]);
  return {
    api,
    routes: routes.Items ?? [],
    integrations: integrations.Items ?? [],
    authorizers: authorizers.Items ?? [],
  };
}

const imported = (body: unknown, options = {}) =>
  given.client.send(
    new ImportApiCommand({
      Body: typeof body === 'string' ? body : JSON.stringify(body),
      FailOnWarnings: true,
      ...options,
    }),
  );

async function exported(ApiId: string, changes = {}): Promise<string> {
  const input = { ApiId, Specification: 'OAS30', OutputType: 'JSON', ...changes };
  return new TextDecoder().decode((await given.client.send(new ExportApiCommand(input))).body);
}

const withIntegration = (integration: object) => ({
  ...aDocument(),
  paths: { '/x/{proxy+}': { 'x-amazon-apigateway-any-method': { 'x-amazon-apigateway-integration': integration } } },
  components: {},
});

describe('ImportApi', () => {
  test.each([
    ['JSON', (document: unknown) => JSON.stringify(document)],
    ['YAML', (document: unknown) => stringify(document)],
  ])('makes an API of a document in %s', async (_, write) => {
    const { ApiId = '', Warnings } = await imported(write(aDocument()));
    expect(Warnings).toBeUndefined();
    const { api, routes, integrations, authorizers } = await draftOf(ApiId);
    expect(api).toMatchObject({
      Name: 'orders',
      Description: 'Orders',
      Version: 'r7',
      CorsConfiguration: { AllowOrigins: ['https://shop.example'], MaxAge: 60 },
    });
    expect(integrations).toHaveLength(2);
    expect(integrations[0]).toMatchObject({
      IntegrationType: 'AWS_PROXY',
      CredentialsArn: 'arn:aws:iam::123456789012:role/invoke',
      TimeoutInMillis: 5000,
      RequestParameters: { 'overwrite:header.x-ship-release': 'r7' },
      ResponseParameters: { '200': { 'overwrite:header.x-ship-release': 'r7' } },
    });
    const byKey = Object.fromEntries(routes.map((route) => [route.RouteKey, route]));
    expect(Object.keys(byKey).toSorted()).toEqual(['$default', 'ANY /orders/{id}', 'GET /orders', 'POST /orders']);
    expect(byKey['GET /orders']).toMatchObject({ AuthorizationType: 'NONE', OperationName: 'list' });
    expect(byKey['POST /orders']).toMatchObject({ AuthorizationType: 'JWT', AuthorizationScopes: ['orders:write'] });
    expect(byKey['ANY /orders/{id}']).toMatchObject({ AuthorizationType: 'CUSTOM' });
    expect(byKey['POST /orders']?.Target).toBe(byKey['GET /orders']?.Target);
    expect(authorizers).toMatchObject([
      { Name: 'login', JwtConfiguration: { Issuer: 'https://issuer.example', Audience: ['orders'] } },
      {
        Name: 'own',
        IdentitySource: ['$request.header.Authorization', '$context.routeKey'],
        AuthorizerResultTtlInSeconds: 60,
        EnableSimpleResponses: true,
      },
    ]);
  });

  test('a bad integration is a warning: without failing on it the route has no target', async () => {
    const bad = withIntegration({ type: 'http_proxy', httpMethod: 'GET', uri: 'nowhere', payloadFormatVersion: '1.0' });
    const warning =
      "Unable to create integration for resource at path 'ANY /x/{proxy+}': Invalid HTTP endpoint specified for URI. Ignoring.";
    expect(await refusal(imported(bad))).toBe(`400 BadRequestException: Warnings found during import:\n\t${warning}`);
    const { ApiId = '', Warnings } = await imported(bad, { FailOnWarnings: false });
    expect(Warnings).toEqual([warning]);
    expect((await draftOf(ApiId)).routes[0]?.Target).toBeUndefined();
  });

  test.each([
    ['no JSON or YAML', () => '{"openapi"', /^400 BadRequestException: Invalid OpenAPI input/],
    ['OpenAPI 2', () => ({ swagger: '2.0', info: {} }), /^400 BadRequestException: Unsupported OpenAPI version/],
    ['a path that is none', () => ({ ...aDocument(), paths: { orders: { get: {} } } }), /not formatted properly/],
    [
      'two security requirements',
      () => ({ ...aDocument(), paths: { '/': { get: { security: [{ login: [] }, { own: [] }] } } } }),
      /^400 BadRequestException: Multiple security requirements/,
    ],
    [
      'a scheme without authorizer',
      () => ({
        ...aDocument(),
        paths: { '/': { get: { security: [{ key: [] }] } } },
        components: { securitySchemes: { key: { type: 'http' } } },
      }),
      /Unsupported security definition type 'http' for 'key'/,
    ],
    ['an unsupported type', () => withIntegration({ type: 'mock' }), /Invalid integration type specified: MOCK/],
  ])('refuses %s', async (_, body, expected) => {
    expect(await refusal(imported(body()))).toMatch(expected);
  });

  test('prepends the base path when asked to', async () => {
    const document = { ...aDocument(), servers: [{ url: 'https://x.example/api/v1' }] };
    const keys = async (Basepath: string): Promise<unknown> => {
      const { ApiId = '' } = await imported(document, { Basepath });
      return (await draftOf(ApiId)).routes.map((route) => route.RouteKey);
    };
    expect(await keys('prepend')).toContain('GET /api/v1/orders');
    expect(await keys('split')).toContain('GET /v1/orders');
    expect(await keys('ignore')).toContain('GET /orders');
  });
});

describe('ReimportApi', () => {
  test('replaces the whole draft and leaves stages and deployments alone', async () => {
    const { ApiId = '' } = await imported(aDocument('7'));
    const { DeploymentId } = await given.client.send(new CreateDeploymentCommand({ ApiId }));
    await given.client.send(new CreateStageCommand({ ApiId, StageName: '$default', DeploymentId }));
    const { 'x-amazon-apigateway-cors': _, ...next } = aDocument('8');
    const Body = JSON.stringify({ ...next, info: { title: 'orders', version: 'r8' } });
    const api = await given.client.send(new ReimportApiCommand({ ApiId, Body, FailOnWarnings: true }));
    expect(api).toMatchObject({ ApiId, Version: 'r8' });
    expect(api.CorsConfiguration).toBeUndefined();
    expect(api.Description).toBeUndefined();
    expect(await exported(ApiId)).toContain('function:orders:8');
    expect(await exported(ApiId, { StageName: '$default' })).toContain('function:orders:7');
  });

  test('that fails on warnings changes nothing', async () => {
    const { ApiId = '' } = await imported(aDocument('7'));
    const Body = JSON.stringify({
      ...aDocument('8'),
      paths: { '/': { get: { 'x-amazon-apigateway-integration': { type: 'aws' } } } },
    });
    expect(await refusal(given.client.send(new ReimportApiCommand({ ApiId, Body, FailOnWarnings: true })))).toMatch(
      /^400 BadRequestException: Warnings found/,
    );
    expect((await draftOf(ApiId)).routes).toHaveLength(4);
  });
});

describe('ExportApi', () => {
  test.each(['JSON', 'YAML'])('in %s gives the same API when it is imported', async (OutputType) => {
    const first = await imported(aDocument());
    const text = await exported(first.ApiId ?? '', { OutputType });
    const second = await imported(text);
    const [one, two] = [await draftOf(first.ApiId ?? ''), await draftOf(second.ApiId ?? '')];
    const plain = (draft: typeof one) => ({
      routes: draft.routes
        .map(({ RouteKey, AuthorizationType, AuthorizationScopes, OperationName }) => ({
          RouteKey,
          AuthorizationType,
          AuthorizationScopes,
          OperationName,
        }))
        .toSorted((a, b) => String(a.RouteKey).localeCompare(String(b.RouteKey))),
      integrations: draft.integrations.map((row) => ({ ...row, IntegrationId: undefined })),
      authorizers: draft.authorizers.map((row) => ({ ...row, AuthorizerId: undefined })),
      cors: draft.api.CorsConfiguration,
    });
    expect(plain(two)).toEqual(plain(one));
  });

  test('without extensions is plain OpenAPI', async () => {
    const { ApiId = '' } = await imported(aDocument());
    const text = await exported(ApiId, { IncludeExtensions: false });
    expect(text).not.toContain('x-amazon-apigateway');
    expect(parse(text)).toMatchObject({ openapi: '3.0.1', info: { title: 'orders', version: 'r7' } });
  });

  test.each([
    [{ Specification: 'OAS31' }, /^400 BadRequestException: Invalid specification/],
    [{ OutputType: 'XML' }, /^400 BadRequestException: Invalid output type/],
    [{ StageName: 'none' }, /^404 NotFoundException: Invalid stage/],
  ])('refuses %j', async (changes, expected) => {
    const { ApiId = '' } = await imported(aDocument());
    expect(await refusal(exported(ApiId, changes))).toMatch(expected);
  });
});
