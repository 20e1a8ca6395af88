import { applyPayment, createOrder, orderDraftSchema, replaceDraft } from '../src/order.ts';

const now = new Date('2026-11-21T10:00:00Z');
const later = new Date('2026-11-21T11:00:00Z');
const tea = { sku: 'tea', quantity: 2, unitPriceCents: 450 };
const draft = orderDraftSchema.parse({ customer: 'Ada', items: [tea] });

test('the total is the sum of quantity times price', () => {
  const cup = { sku: 'cup', quantity: 1, unitPriceCents: 1200 };
  expect(createOrder({ ...draft, items: [tea, cup] }, now).totalCents).toBe(2100);
});

test('a draft without currency is in euros, one with unknown members is refused', () => {
  expect(draft.currency).toBe('EUR');
  expect(orderDraftSchema.safeParse({ ...draft, discount: 1 }).success).toBe(false);
});

test.each([
  ['no items', { items: [] }],
  ['a quantity of nothing', { items: [{ ...tea, quantity: 0 }] }],
  ['a fraction of a cent', { items: [{ ...tea, unitPriceCents: 0.5 }] }],
  ['a currency in small letters', { currency: 'eur' }],
])('a draft with %s is refused', (_what, change) => {
  expect(orderDraftSchema.safeParse({ ...draft, ...change }).success).toBe(false);
});

test('an order is paid once its payments reach the total', () => {
  const order = createOrder(draft, now, 'o1');
  const half = applyPayment(order, { orderId: 'o1', paymentId: 'p1', amountCents: 400 }, later);
  const full = applyPayment(half, { orderId: 'o1', paymentId: 'p2', amountCents: 500 }, later);
  expect([order.status, half.status, full.status]).toEqual(['open', 'open', 'paid']);
  expect(full.updatedAt).toBe(later.toISOString());
});

test('a payment that is delivered twice is booked once', () => {
  const payment = { orderId: 'o1', paymentId: 'p1', amountCents: 400 };
  const once = applyPayment(createOrder(draft, now, 'o1'), payment, now);
  expect(applyPayment(once, payment, later)).toBe(once);
});

test('a new draft keeps what was paid and may make the order open again', () => {
  const paid = applyPayment(createOrder(draft, now), { orderId: 'o', paymentId: 'p', amountCents: 900 }, now);
  const dearer = replaceDraft(paid, { ...draft, items: [{ ...tea, quantity: 3 }] }, later);
  expect(dearer).toMatchObject({ id: paid.id, totalCents: 1350, status: 'open', createdAt: paid.createdAt });
  expect(dearer.payments).toEqual(paid.payments);
});
