import { defineServices } from 'ship';
import { auth } from './services/auth/service.ts';
import { notifications } from './services/notifications/service.ts';
import { orders } from './services/orders/service.ts';
import { users } from './services/users/service.ts';

// Four services that need each other: `orders` asks `auth` who may, and `users` who it is; what was ordered goes over the
// event bus to `notifications`, which mails through a queue of its own and sums up once a day.
export default defineServices({
  defaults: { memory: 256, logRetention: 14 },
  services: { auth, users, orders, notifications },
});
