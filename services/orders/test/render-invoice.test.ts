import { PDFDocument } from 'pdf-lib';
import { createOrder, type Order } from '../src/order.ts';
import { invoiceLines, renderInvoice } from '../src/render-invoice.ts';

const tea = { sku: 'tea', quantity: 2, unitPriceCents: 450 };

function anOrder(change: Partial<Order> = {}): Order {
  const draft = { customer: 'Ada', currency: 'EUR', items: [tea] };
  return { ...createOrder(draft, new Date('2026-11-21T10:00:00Z'), 'o1'), ...change };
}

test('an invoice is a PDF', async () => {
  const bytes = await renderInvoice(anOrder());
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
  expect((await PDFDocument.load(bytes)).getTitle()).toBe('Invoice o1');
});

test('it says what was ordered and what that costs', () => {
  expect(invoiceLines(anOrder())).toEqual(
    expect.arrayContaining(['2 x tea at 4.50 EUR: 9.00 EUR', 'Total 9.00 EUR', 'Of 2026-11-21, open']),
  );
});

test('an order with many items takes several pages', async () => {
  const bytes = await renderInvoice(anOrder({ items: Array.from({ length: 100 }, () => tea) }));
  expect((await PDFDocument.load(bytes)).getPageCount()).toBe(3);
});

test('letters that the font does not know do not stop the invoice', async () => {
  const bytes = await renderInvoice(anOrder({ customer: 'Łukasz 山田 🫖' }));
  expect(bytes.length).toBeGreaterThan(500);
});
