import type { Service } from '../../src/model/service.ts';
import type { OpenApiFacts } from '../../src/template/openapi.ts';
import { publicOpenApi } from '../../src/template/public-openapi.ts';
import { renderOpenApi } from '../../src/template/render-openapi.ts';
import { routesDigest } from '../../src/template/routes-digest.ts';
import { golden } from './golden.ts';
import { aFullService, aFunction, aRoute, aService } from './services.ts';

const facts: OpenApiFacts = {
  release: 17,
  accountId: '123456789012',
  region: 'eu-west-1',
  gatewayRoleArn: 'arn:aws:iam::123456789012:role/gateway',
  versions: { main: '42', authorizer: '3', payments: '7', nightly: '1' },
};

function digestOf(service: Service, changes: Partial<OpenApiFacts> = {}): string {
  return routesDigest(renderOpenApi(service, { ...facts, ...changes }));
}

test('the routes of a service with everything read like this', () => {
  const rendered = renderOpenApi(aFullService(), facts);
  expect(rendered).toEqual(golden('openapi-full.json', rendered));
});

test('for people they read like this', () => {
  const rendered = publicOpenApi(aFullService(), { version: '1.2.0', url: 'https://api.example' });
  expect(rendered).toEqual(golden('openapi-public.json', rendered));
});

test('the order of routes in the config changes nothing', () => {
  const service = aFullService();
  const turned = { ...service, routes: service.routes.toReversed(), authorizers: service.authorizers.toReversed() };
  expect(JSON.stringify(renderOpenApi(turned, facts))).toBe(JSON.stringify(renderOpenApi(service, facts)));
});

test('routes of one function share one integration, other settings make another one', () => {
  const routes = [
    aRoute('GET /a'),
    aRoute('GET /b'),
    aRoute('GET /c', { payload: '1.0' }),
    aRoute('GET /d', { timeoutMs: 1000 }),
  ];
  const { components } = renderOpenApi(aService({ routes }), facts);
  expect(Object.keys(components?.['x-amazon-apigateway-integrations'] as object)).toEqual([
    'main-v1.0-30000ms',
    'main-v2.0-1000ms',
    'main-v2.0-30000ms',
  ]);
});

test('a function without a known version is a bug, not a route to $LATEST', () => {
  expect(() => renderOpenApi(aService({ routes: [aRoute('GET /')] }), { ...facts, versions: {} })).toThrow(
    'no version is known for function main of orders',
  );
});

test('names in other partitions are those of the region', () => {
  const text = JSON.stringify(
    renderOpenApi(aService({ routes: [aRoute('GET /')] }), { ...facts, region: 'cn-north-1' }),
  );
  expect(text).toContain(
    'arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/arn:aws-cn:lambda:cn-north-1:',
  );
});

test('the digest of routes is that of the routes: versions and release number do not change it', () => {
  const later = { release: 18, versions: { ...facts.versions, main: '43', authorizer: '4' } };
  expect(digestOf(aFullService(), later)).toBe(digestOf(aFullService()));
});

test.each<[string, Partial<Service>]>([
  ['a route', { routes: [aRoute('GET /a'), aRoute('GET /b')] }],
  ['the function behind one', { routes: [aRoute('GET /a', { function: 'other' })] }],
  ['its time-out', { routes: [aRoute('GET /a', { timeoutMs: 1 })] }],
  ['its documentation', { routes: [aRoute('GET /a', { openapi: { summary: 'x' } })] }],
  ['who may call', { authorizers: [], routes: [aRoute('GET /a', { authorizer: 'none' })] }],
  [
    'CORS',
    {
      cors: { allowOrigins: ['*'], allowMethods: ['*'], allowHeaders: [], exposeHeaders: [], allowCredentials: false },
    },
  ],
])('%s changes it', (_what, changes) => {
  const functions = [aFunction('main'), aFunction('other')];
  const before = aService({ functions, routes: [aRoute('GET /a')] });
  const versions = { main: '1', other: '2' };
  expect(digestOf({ ...before, ...changes }, { versions })).not.toBe(digestOf(before, { versions }));
});

test('the public document has no word of AWS in it', () => {
  const text = JSON.stringify(publicOpenApi(aFullService(), { version: '1' }));
  expect(text).not.toMatch(/amazon|arn:|lambda|\$default|\+\}/i);
});

test('ANY stands for the methods that have no route of their own', () => {
  const routes = [aRoute('ANY /x'), aRoute('GET /x', { openapi: { summary: 'mine' } })];
  const item = publicOpenApi(aService({ routes }), { version: '1' }).paths['/x'];
  expect(Object.keys(item ?? {}).toSorted()).toEqual(['delete', 'get', 'patch', 'post', 'put']);
  expect(item?.['get']).toMatchObject({ summary: 'mine' });
});

test('parameters that the user describes are joined by those of the path', () => {
  const limit = { name: 'limit', in: 'query', schema: { type: 'integer' } };
  const routes = [aRoute('GET /x/{id}', { openapi: { parameters: [limit] } })];
  const { paths } = publicOpenApi(aService({ routes }), { version: '1' });
  expect(paths['/x/{id}']).toMatchObject({ get: { parameters: [{ name: 'id', in: 'path' }, limit] } });
});
