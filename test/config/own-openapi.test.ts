import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config/load-config.ts';
import type { LoadedConfig } from '../../src/config/loaded-config.ts';

const dir = mkdtempSync(join(tmpdir(), 'own-openapi-'));
afterAll(() => rmSync(dir, { recursive: true }));

function load(
  document: string,
  name = 'openapi.yaml',
  routes: object = { 'GET /orders/{id}': 'main' },
): Promise<LoadedConfig> {
  const service = { root: '.', main: 'main.js', routes, openapi: 'openapi.yaml' };
  writeFileSync(join(dir, 'main.js'), 'export const handler = async () => ({});');
  writeFileSync(join(dir, 'services.config.json'), JSON.stringify({ services: { orders: service } }));
  if (name !== '') writeFileSync(join(dir, name), document);
  return loadConfig({ cwd: dir });
}

const own = `
openapi: 3.0.3
info: { title: Orders, version: 2.1.0 }
tags: [{ name: orders }]
paths:
  /orders/{id}:
    parameters: [{ $ref: '#/components/parameters/Id' }]
    get:
      summary: One order
      security: [{ theirs: [] }]
      x-amazon-apigateway-integration: { type: aws_proxy }
      responses: { '200': { description: An order } }
components:
  parameters: { Id: { name: id, in: path, required: true, schema: { type: string } } }
  schemas: { Order: { type: object } }
  securitySchemes: { theirs: { type: http, scheme: basic } }
`;

test('what the file says of an operation is joined to its route; security and integrations are ours', async () => {
  const service = (await load(own)).service('orders', 'local');
  expect(service.routes[0]?.openapi).toEqual({
    summary: 'One order',
    responses: { 200: { description: 'An order' } },
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
  });
  expect(Object.keys(service.openapi?.components ?? {})).toEqual(['parameters', 'schemas']);
  expect(service.openapi?.info).toEqual({ title: 'Orders', version: '2.1.0' });
});

test('the route has the last word', async () => {
  const routes = { 'GET /orders/{id}': { function: 'main', openapi: { summary: 'Mine' } } };
  const service = (await load(own, 'openapi.yaml', routes)).service('orders', 'local');
  expect(service.routes[0]?.openapi).toMatchObject({ summary: 'Mine', responses: {} });
});

test('an operation without a route is said and left out', async () => {
  const { warnings } = await load(own, 'openapi.yaml', { 'GET /orders': 'main' });
  expect(warnings).toEqual(['services.orders.openapi: describes GET /orders/{id}, which is no route; it is left out']);
});

test.each([
  ['OpenAPI 3.1', 'openapi: 3.1.0', /must be OpenAPI 3.0.*got 3.1.0/],
  ['Swagger', 'swagger: "2.0"', /must be OpenAPI 3.0/],
  ['no YAML', 'a: [', /cannot be read/],
  ['a text', 'hello', /is not an OpenAPI document/],
  ['parts elsewhere', 'openapi: 3.0.0\npaths: { /a: { $ref: ./a.yaml } }', /must be one file/],
])('%s is refused', async (_what, text, expected) => {
  await expect(load(text)).rejects.toMatchObject({ why: expect.stringMatching(expected) });
});
