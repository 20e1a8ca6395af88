import { memoryOrderStore } from '../src/order-store.ts';
import { ordersApi } from '../src/orders-api.ts';
import { route } from '../src/router.ts';
import { apiEvent } from './api-event.ts';

const draft = { customer: 'Ada', items: [{ sku: 'tea', quantity: 2, unitPriceCents: 450 }] };

function anApi(): ReturnType<typeof route> {
  return route(ordersApi(memoryOrderStore(), () => new Date('2026-11-21T10:00:00Z')));
}

async function created(api: ReturnType<typeof route>): Promise<{ id: string }> {
  const { body = '' } = await api(apiEvent('POST /orders', { body: draft }));
  return JSON.parse(body) as { id: string };
}

test('a placed order can be read, is listed, and is gone after it was deleted', async () => {
  const api = anApi();
  const order = await created(api);
  const read = await api(apiEvent('GET /orders/{id}', { id: order.id }));
  expect(JSON.parse(read.body ?? '')).toEqual(order);
  const listed = await api(apiEvent('GET /orders'));
  expect(JSON.parse(listed.body ?? '')).toEqual({ orders: [order] });
  expect(await api(apiEvent('DELETE /orders/{id}', { id: order.id }))).toEqual({ statusCode: 204 });
  expect(await api(apiEvent('GET /orders/{id}', { id: order.id }))).toMatchObject({ statusCode: 404 });
});

test('putting an order makes it under the given id, and again replaces it', async () => {
  const api = anApi();
  const first = await api(apiEvent('PUT /orders/{id}', { id: 'mine', body: draft }));
  const second = await api(apiEvent('PUT /orders/{id}', { id: 'mine', body: { ...draft, customer: 'Grace' } }));
  expect(JSON.parse(first.body ?? '')).toMatchObject({ id: 'mine', customer: 'Ada' });
  expect(JSON.parse(second.body ?? '')).toMatchObject({ id: 'mine', customer: 'Grace' });
});

test('an invalid order is answered with what is wrong and where', async () => {
  const answer = await anApi()(apiEvent('POST /orders', { body: { ...draft, items: [] } }));
  expect(answer.statusCode).toBe(400);
  expect(JSON.parse(answer.body ?? '')).toMatchObject({ issues: [{ path: 'items' }] });
});

test.each([
  ['a body that is not JSON', apiEvent('POST /orders', { body: '{' }), 400],
  ['an id that is a path', apiEvent('GET /orders/{id}', { id: '../../etc' }), 400],
  ['an unknown order', apiEvent('GET /orders/{id}', { id: 'none' }), 404],
  ['an unknown route', apiEvent('PATCH /orders'), 404],
])('%s is answered with the status that says so', async (_what, event, status) => {
  expect(await anApi()(event)).toMatchObject({ statusCode: status });
});

test('the service describes every endpoint it has', async () => {
  const answer = await anApi()(apiEvent('GET /openapi.json'));
  const { paths } = JSON.parse(answer.body ?? '') as { paths: Record<string, unknown> };
  expect(Object.keys(paths)).toEqual(['/health', '/orders', '/orders/{id}', '/orders/{id}/invoice']);
});
