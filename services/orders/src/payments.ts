import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { deployedOrderStore } from './order-store.ts';
import { takePayments } from './take-payments.ts';

const store = deployedOrderStore();

/** Consumer of the queue of payment events. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  return takePayments(event, store, () => new Date());
}
