import { deployedOrderStore } from './order-store.ts';
import { existingOrder } from './orders-api.ts';
import { renderInvoice } from './render-invoice.ts';
import { route } from './router.ts';

const store = deployedOrderStore();

/** A Lambda of its own: it needs more memory and time than the rest, and a library the rest does not need. */
export const handler = route({
  'POST /orders/{id}/invoice': async (event) => {
    const order = await existingOrder(store, event);
    const pdf = await renderInvoice(order);
    return {
      statusCode: 200,
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="invoice-${order.id}.pdf"`,
      },
      body: Buffer.from(pdf).toString('base64'),
      isBase64Encoded: true,
    };
  },
});
