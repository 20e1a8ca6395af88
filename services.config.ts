import { defineServices } from 'ship';

// For the local AWS only: this secret is public, and so a token signed with it is worth nothing anywhere else.
const localSecret = 'local-only-secret-of-the-example-services';
const localSmokeToken =
  'eyJhbGciOiJIUzI1NiJ9.eyJzY29wZSI6Im9yZGVyczp3cml0ZSIsInN1YiI6InNtb2tlLXRlc3QiLCJpc3MiOiJhdXRoIiwiYXVkIjoiYXBpIiwiaWF0IjoxNzAwMDAwMDAwLCJleHAiOjQxMDI0NDQ4MDB9.RVTHT6td4_pD1cyYWGLxteoHoCssSJAoebn8wC5NTDg';

const authorization = `Bearer ${process.env['SMOKE_TOKEN'] ?? localSmokeToken}`;
const smokeOrder = { customer: 'Smoke Test', items: [{ sku: 'tea', quantity: 2, unitPriceCents: 450 }] };

export default defineServices({
  environments: {
    local: {
      services: { auth: { defaults: { environment: { AUTH_SECRET: localSecret, DEMO_TOKENS: 'yes' } } } },
    },
  },
  services: {
    auth: {
      description: 'Says who may: tokens, and the authorizer that other services use.',
      main: 'src/main.ts',
      functions: {
        authorizer: { entry: 'src/authorizer.ts', memory: 256, timeout: 5 },
      },
      defaults: { environment: { AUTH_SECRET: process.env['AUTH_SECRET'] ?? '' } },
      routes: { 'POST /token': 'main', 'GET /health': 'main' },
      exports: { authorizer: 'authorizer' },
      smoke: [
        { request: 'GET /health', expect: { json: { status: 'ok' } } },
        {
          invoke: 'authorizer',
          name: 'a stranger is not let in',
          event: { version: '2.0', type: 'REQUEST', headers: {} },
          result: { isAuthorized: false },
        },
      ],
    },

    orders: {
      description: 'Takes orders, makes their invoices and books their payments.',
      main: 'src/main.ts',
      functions: {
        // Needs more memory and time than the rest, and a PDF library that the rest does not need.
        invoice: { entry: 'src/invoice.ts', memory: 1024, timeout: 25 },
        payments: {
          entry: 'src/payments.ts',
          timeout: 20,
          events: [{ type: 'queue', name: 'payments', batchSize: 10 }],
        },
      },
      defaults: {
        environment: { ORDERS_BUCKET: { Ref: 'Orders' } },
        policies: [{ writeBucket: 'Orders' }],
      },
      resources: {
        Orders: { Type: 'AWS::S3::Bucket' },
      },
      authorizers: {
        user: { type: 'lambda', function: 'auth.authorizer' },
      },
      routes: {
        'GET /health': 'main',
        'GET /openapi.json': 'main',
        'GET /orders': 'main',
        'POST /orders': { function: 'main', authorizer: 'user' },
        'GET /orders/{id}': 'main',
        'PUT /orders/{id}': { function: 'main', authorizer: 'user' },
        'DELETE /orders/{id}': { function: 'main', authorizer: 'user' },
        'POST /orders/{id}/invoice': { function: 'invoice', authorizer: 'user' },
      },
      smoke: [
        { request: 'GET /health', expect: { json: { status: 'ok' } } },
        { request: 'GET /openapi.json', expect: { json: { info: { title: 'orders' } } } },
        { request: 'GET /orders', expect: { headers: { 'content-type': 'application/json' } } },
        { request: 'POST /orders', name: 'a stranger places no order', body: smokeOrder, expect: { status: 401 } },
        {
          request: 'PUT /orders/smoke-test',
          headers: { authorization },
          body: smokeOrder,
          expect: { json: { id: 'smoke-test', totalCents: 900 } },
        },
        { request: 'GET /orders/smoke-test', expect: { json: { customer: 'Smoke Test', currency: 'EUR' } } },
        {
          request: 'POST /orders/smoke-test/invoice',
          headers: { authorization },
          expect: { headers: { 'content-type': 'application/pdf' }, bytes: '255044462d' },
        },
        {
          invoke: 'payments',
          name: 'a payment that cannot be read is handed back',
          event: { Records: [{ messageId: 'smoke', body: 'not JSON' }] },
          result: { batchItemFailures: [{ itemIdentifier: 'smoke' }] },
        },
      ],
    },
  },
});
