import { randomUUID } from 'node:crypto';
import * as z from 'zod';

const itemSchema = z.strictObject({
  sku: z.string().min(1).max(64),
  quantity: z.int().min(1).max(1000),
  unitPriceCents: z.int().min(0).max(100_000_000),
});

/** What callers send. */
export const orderDraftSchema = z.strictObject({
  customer: z.string().min(1).max(200),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('EUR'),
  items: z.array(itemSchema).min(1).max(100),
});

/** A payment event from the queue. */
export const paymentSchema = z.object({
  orderId: z.string().min(1),
  paymentId: z.string().min(1),
  amountCents: z.int().min(1),
});

export type OrderDraft = z.output<typeof orderDraftSchema>;
export type Payment = z.output<typeof paymentSchema>;

export interface Order extends OrderDraft {
  readonly id: string;
  readonly totalCents: number;
  readonly status: 'open' | 'paid';
  readonly payments: readonly { readonly paymentId: string; readonly amountCents: number }[];
  /** ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function createOrder(draft: OrderDraft, now: Date, id: string = randomUUID()): Order {
  const at = now.toISOString();
  return withStatus({
    ...draft,
    id,
    totalCents: total(draft),
    status: 'open',
    payments: [],
    createdAt: at,
    updatedAt: at,
  });
}

/** A new draft for the same order: what was paid stays paid. */
export function replaceDraft(order: Order, draft: OrderDraft, now: Date): Order {
  return withStatus({ ...order, ...draft, totalCents: total(draft), updatedAt: now.toISOString() });
}

/** Queues deliver at least once, so a payment that is known already changes nothing. */
export function applyPayment(order: Order, { paymentId, amountCents }: Payment, now: Date): Order {
  if (order.payments.some((known) => known.paymentId === paymentId)) return order;
  return withStatus({
    ...order,
    payments: [...order.payments, { paymentId, amountCents }],
    updatedAt: now.toISOString(),
  });
}

function total(draft: OrderDraft): number {
  return draft.items.reduce((sum, item) => sum + item.quantity * item.unitPriceCents, 0);
}

function withStatus(order: Order): Order {
  const paidCents = order.payments.reduce((sum, payment) => sum + payment.amountCents, 0);
  const isPaid = order.payments.length > 0 && paidCents >= order.totalCents;
  return { ...order, status: isPaid ? 'paid' : 'open' };
}
