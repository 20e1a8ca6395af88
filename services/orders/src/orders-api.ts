import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { openApiDocument } from './openapi.ts';
import { createOrder, type Order, orderDraftSchema, replaceDraft } from './order.ts';
import type { OrderStore } from './order-store.ts';
import { type Endpoint, HttpError, json, parseBody } from './router.ts';

/** The endpoints of the main Lambda, by route key. */
export function ordersApi(store: OrderStore, now: () => Date = () => new Date()): Readonly<Record<string, Endpoint>> {
  return {
    'GET /health': async () => json(200, { status: 'ok', version: process.env['AWS_LAMBDA_FUNCTION_VERSION'] }),
    'GET /openapi.json': async () => json(200, openApiDocument),
    'GET /orders': async () => json(200, { orders: await store.list() }),
    'POST /orders': async (event) => {
      const order = createOrder(parseBody(event, orderDraftSchema), now());
      await store.put(order);
      return json(201, order);
    },
    'GET /orders/{id}': async (event) => json(200, await existingOrder(store, event)),
    'PUT /orders/{id}': async (event) => {
      const draft = parseBody(event, orderDraftSchema);
      const known = await store.get(orderId(event));
      const order = known === undefined ? createOrder(draft, now(), orderId(event)) : replaceDraft(known, draft, now());
      await store.put(order);
      return json(200, order);
    },
    'DELETE /orders/{id}': async (event) => {
      await store.remove((await existingOrder(store, event)).id);
      return { statusCode: 204 };
    },
  };
}

export async function existingOrder(store: OrderStore, event: APIGatewayProxyEventV2): Promise<Order> {
  const id = orderId(event);
  const order = await store.get(id);
  if (order === undefined) throw new HttpError(404, `there is no order ${id}`);
  return order;
}

function orderId(event: APIGatewayProxyEventV2): string {
  const id = event.pathParameters?.['id'] ?? '';
  if (!/^[A-Za-z0-9-]{1,64}$/.test(id)) throw new HttpError(400, 'an order id is letters, digits and hyphens');
  return id;
}
