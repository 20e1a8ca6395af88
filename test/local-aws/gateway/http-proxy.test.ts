import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CreateIntegrationCommandInput } from '@aws-sdk/client-apigatewayv2';
import { givenGateway, type GivenGateway } from './given-gateway.ts';

let given: GivenGateway;
let apiId: string;
let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/slow') return;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const { method, url, headers } = request;
      response.writeHead(202, { 'x-backend': 'yes', 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] });
      response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const backend = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  given = await givenGateway();
  apiId = await given.anApi();
  const route = async (
    routeKey: string,
    IntegrationUri: string,
    changes: Partial<CreateIntegrationCommandInput> = {},
  ) => {
    const http = { IntegrationType: 'HTTP_PROXY', IntegrationMethod: 'ANY', PayloadFormatVersion: '1.0' } as const;
    const id = await given.anIntegration(apiId, { ...http, IntegrationUri, ...changes });
    await given.aRoute(apiId, routeKey, { Target: `integrations/${id}` });
  };
  await route('ANY /orders/{id}', `${backend}/v1/orders/{id}?fixed=1`);
  await route('ANY /all/{proxy+}', `${backend}/\${stageVariables.base}/{proxy}`);
  await route('POST /as-get', backend, { IntegrationMethod: 'GET' });
  await route('GET /slow', `${backend}/slow`, { TimeoutInMillis: 50 });
  await route('GET /down', 'http://127.0.0.1:9/');
  await route('GET /mapped', `${backend}/x`, {
    RequestParameters: { 'overwrite:path': '/other', 'overwrite:header.x-a': 'b' },
    ResponseParameters: { '202': { 'overwrite:statuscode': '200' } },
  });
  await given.deploy(apiId, { StageVariables: { base: 'v2' } });
});
afterAll(async () => {
  await given.stop();
  server.closeAllConnections();
  server.close();
});

const echoed = async (path: string, call = {}) =>
  JSON.parse((await given.call(apiId, path, call)).body) as Record<string, unknown>;

test('passes method, parameters, query, headers and body on', async () => {
  const call = {
    method: 'PUT',
    headers: [
      ['x-a', '1'],
      ['cookie', 'c=1'],
    ] as const,
    body: 'hello',
  };
  expect(await echoed('/orders/7?q=1', call)).toMatchObject({
    method: 'PUT',
    url: '/v1/orders/7?fixed=1&q=1',
    headers: { 'x-a': '1', cookie: 'c=1', 'content-length': '5', via: 'HTTP/1.1 AmazonAPIGateway' },
    body: 'hello',
  });
});

test('what a parameter holds does not end the path', async () => {
  expect(await echoed('/all/a%23b/c%253Fd')).toMatchObject({ url: '/v2/a%23b/c%3Fd' });
});

test('fills greedy parameters and stage variables in', async () => {
  expect(await echoed('/all/a/b')).toMatchObject({ method: 'GET', url: '/v2/a/b' });
});

test('uses the integration’s own method', async () => {
  expect(await echoed('/as-get', { method: 'POST' })).toMatchObject({ method: 'GET' });
});

test('hands status and headers back', async () => {
  const { status, headers } = await given.call(apiId, '/all/x');
  expect([status, headers['x-backend'], headers['set-cookie']]).toEqual([202, 'yes', 'a=1 | b=2']);
});

test('maps requests and responses', async () => {
  const { status, body } = await given.call(apiId, '/mapped');
  expect(status).toBe(200);
  expect(JSON.parse(body)).toMatchObject({ url: '/other', headers: { 'x-a': 'b' } });
});

test.each(['/slow', '/down'])('%s is a 503', async (path) => {
  expect(await given.call(apiId, path)).toMatchObject({ status: 503, body: '{"message":"Service Unavailable"}' });
});
