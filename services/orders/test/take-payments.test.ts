import { jest } from '@jest/globals';
import type { SQSEvent } from 'aws-lambda';
import { createOrder } from '../src/order.ts';
import { memoryOrderStore } from '../src/order-store.ts';
import { takePayments } from '../src/take-payments.ts';

const now = (): Date => new Date('2026-11-21T10:00:00Z');
const draft = { customer: 'Ada', currency: 'EUR', items: [{ sku: 'tea', quantity: 2, unitPriceCents: 450 }] };

function paid(paymentId: string): unknown {
  return { orderId: 'o1', paymentId, amountCents: 450 };
}

function messages(...bodies: readonly unknown[]): SQSEvent {
  const records = bodies.map((body, index) => ({
    messageId: `m${index + 1}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }));
  return { Records: records } as SQSEvent;
}

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
});

test('payments of one batch for one order are all booked', async () => {
  const store = memoryOrderStore();
  await store.put(createOrder(draft, now(), 'o1'));
  const answer = await takePayments(messages(paid('p1'), paid('p2')), store, now);
  expect(answer).toEqual({ batchItemFailures: [] });
  expect(await store.get('o1')).toMatchObject({ status: 'paid' });
});

test('only the messages that failed are handed back', async () => {
  const store = memoryOrderStore();
  await store.put(createOrder(draft, now(), 'o1'));
  const good = { orderId: 'o1', paymentId: 'p1', amountCents: 900 };
  const answer = await takePayments(messages('not JSON', good, { ...good, orderId: 'unknown' }), store, now);
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'm1' }, { itemIdentifier: 'm3' }]);
  expect(await store.get('o1')).toMatchObject({ status: 'paid' });
});
