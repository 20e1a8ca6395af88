import type { ServiceConfig } from 'ship';

const order = { user: 'ada', item: 'tea' };

export const orders: ServiceConfig = {
  description: 'Takes orders and tells the others.',
  main: { entry: 'src/main.ts', policies: [{ putEvents: 'default' }] },
  imports: { FIND_USER: 'users.find' },
  authorizers: {
    key: { type: 'lambda', function: 'auth.authorizer', identitySources: ['$request.header.x-api-key'] },
  },
  routes: {
    'GET /health': 'main',
    'POST /orders': { function: 'main', authorizer: 'key', openapi: { summary: 'Order something', tags: ['orders'] } },
  },
  smoke: [
    { request: 'GET /health', expect: { json: { status: 'ok' } } },
    { request: 'POST /orders', name: 'a stranger orders nothing', body: order, expect: { status: 401 } },
    {
      request: 'POST /orders',
      name: 'an unknown person orders nothing',
      headers: { 'x-api-key': process.env['SHOP_API_KEY'] ?? 'local-only' },
      body: { user: 'nobody', item: 'tea' },
      expect: { status: 404 },
    },
  ],
};
