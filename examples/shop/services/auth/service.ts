import type { ServiceConfig } from 'ship';

export const auth: ServiceConfig = {
  description: 'Knows who may.',
  main: { entry: 'src/authorizer.ts', timeout: 5 },
  // A key for trying things out on one's own machine; elsewhere it comes from outside.
  defaults: { environment: { API_KEY: process.env['SHOP_API_KEY'] ?? 'local-only' } },
  exports: { authorizer: 'main' },
  smoke: [
    {
      invoke: 'main',
      name: 'a wrong key lets nobody in',
      event: { headers: { 'x-api-key': 'wrong' } },
      result: { isAuthorized: false },
    },
  ],
};
