import { deployedOrderStore } from './order-store.ts';
import { ordersApi } from './orders-api.ts';
import { route } from './router.ts';

/** The main Lambda: everything that is quick and small. */
export const handler = route(ordersApi(deployedOrderStore()));
