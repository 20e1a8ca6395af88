import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { applyPayment, paymentSchema } from './order.ts';
import type { OrderStore } from './order-store.ts';

/**
 * Books each payment on its order. Answers which messages failed: only those are delivered again, and end up with the
 * dead letters when they keep failing.
 */
export async function takePayments(event: SQSEvent, store: OrderStore, now: () => Date): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  // One after the other: two payments of one order in one batch must not overwrite each other.
  for (const record of event.Records) {
    try {
      await takePayment(record.body, store, now());
    } catch (error) {
      console.error(`payment message ${record.messageId} failed`, error);
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
}

async function takePayment(body: string, store: OrderStore, now: Date): Promise<void> {
  const payment = paymentSchema.parse(JSON.parse(body));
  const order = await store.get(payment.orderId);
  if (order === undefined) throw new Error(`there is no order ${payment.orderId}`);
  await store.put(applyPayment(order, payment, now));
}
