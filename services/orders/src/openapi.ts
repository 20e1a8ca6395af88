import * as z from 'zod';
import { orderDraftSchema } from './order.ts';

const draft = {
  required: true,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/OrderDraft' } } },
};
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const answers = (...descriptions: readonly (readonly [number, string])[]): unknown =>
  Object.fromEntries(descriptions.map(([status, description]) => [status, { description }]));
const secured = [{ user: [] }];

/** What the service says about itself. */
export const openApiDocument = {
  openapi: '3.1.0',
  info: { title: 'orders', version: '1.0.0' },
  paths: {
    '/health': { get: { summary: 'Is the service up', responses: answers([200, 'It is']) } },
    '/orders': {
      get: { summary: 'All orders', responses: answers([200, 'The orders']) },
      post: {
        summary: 'Place an order',
        requestBody: draft,
        security: secured,
        responses: answers([201, 'The order']),
      },
    },
    '/orders/{id}': {
      parameters: [id],
      get: { summary: 'One order', responses: answers([200, 'The order'], [404, 'There is none']) },
      put: {
        summary: 'Place or replace it',
        requestBody: draft,
        security: secured,
        responses: answers([200, 'The order']),
      },
      delete: { summary: 'Forget it', security: secured, responses: answers([204, 'It is gone']) },
    },
    '/orders/{id}/invoice': {
      parameters: [id],
      post: { summary: 'Its invoice as PDF', security: secured, responses: answers([200, 'The PDF']) },
    },
  },
  components: {
    schemas: { OrderDraft: z.toJSONSchema(orderDraftSchema, { io: 'input' }) },
    securitySchemes: { user: { type: 'http', scheme: 'bearer' } },
  },
};
