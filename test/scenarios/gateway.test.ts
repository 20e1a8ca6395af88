import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Project } from './project.ts';

const legacy: Server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ legacy: request.url, method: request.method }));
});

let project: Project;
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => void legacy.listen(0, '127.0.0.1', resolve));
  const old = `http://127.0.0.1:${(legacy.address() as AddressInfo).port}`;
  project = new Project({
    'services.config.json': JSON.stringify({
      services: {
        shop: {
          main: 'main.js',
          openapi: 'openapi.yaml',
          authorizers: { signed: { type: 'iam' } },
          routes: {
            'GET /items/{id}': 'main',
            'ANY /old/{path+}': { proxy: `${old}/v1/{path}` },
            'GET /private': { function: 'main', authorizer: 'signed' },
          },
        },
      },
    }),
    'services/shop/main.js': `exports.handler = async ({ rawPath }) => ({ path: rawPath });`,
    'services/shop/openapi.yaml': `
openapi: 3.0.3
info: { title: Shop, version: 3.0.0 }
paths:
  /items/{id}:
    get:
      summary: One item
      responses: { '200': { description: It, content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } } }
components: { schemas: { Item: { type: object } } }
`,
  });
  const { services } = await project.json<{ services: { url: string }[] }>('deploy', 'shop');
  url = services[0]?.url ?? '';
});

afterAll(async () => {
  legacy.close();
  await project.remove();
});

test('a proxied route is answered by the other service, and marked as part of the release', async () => {
  const response = await fetch(`${url}/old/customers/7`, { method: 'POST' });
  expect(await response.json()).toEqual({ legacy: '/v1/customers/7', method: 'POST' });
  expect(response.headers.get('x-ship-release')).toBe('r1');
});

test('a route for signed requests refuses others', async () => {
  expect((await fetch(`${url}/private`)).status).toBe(403);
  expect((await fetch(`${url}/items/1`)).status).toBe(200);
});

test('the public document has the own file and the routes, and no word of AWS', async () => {
  const ran = await project.ship('openapi', 'shop', '--url', 'https://api.example.com');
  const document = JSON.parse(ran.stdout) as Record<string, unknown>;
  expect(document).toMatchObject({
    info: { title: 'Shop', version: '3.0.0' },
    servers: [{ url: 'https://api.example.com' }],
    paths: { '/items/{id}': { get: { summary: 'One item' } }, '/old/{path}': { post: {} } },
    components: { schemas: { Item: { type: 'object' } }, securitySchemes: { signed: { type: 'apiKey' } } },
  });
  expect(ran.stdout).not.toMatch(/amazon|arn:/);
  await project.ship('openapi', 'shop', '--out', 'api.yaml');
  expect((await project.ship('deploy', 'shop')).stdout).toContain('r1');
});

test('the template is printed without contacting anything', async () => {
  const { code, stdout } = await project.ship('template', 'shop', '--endpoint', 'http://127.0.0.1:1');
  const { Resources } = JSON.parse(stdout) as { Resources: Record<string, { Type: string }> };
  expect([code, Resources['Api']?.Type, Resources['RoleMain']?.Type]).toEqual([
    0,
    'AWS::ApiGatewayV2::Api',
    'AWS::IAM::Role',
  ]);
});
