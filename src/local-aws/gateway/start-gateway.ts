import type { IncomingMessage, ServerResponse } from 'node:http';
import { domainNames } from '../apigateway/rows.ts';
import type { GatewayDoor, World } from '../kernel/world.ts';
import { makeGateway } from './gateway.ts';
import { Listeners } from './listeners.ts';
import { entryOf, withoutPort, type Entry } from './routing/hosts.ts';
import { serve } from './serve.ts';

/** The data plane of one world: serves its HTTP APIs as their stages point. */
export function startGateway(world: World): GatewayDoor {
  const gateway = makeGateway(world);
  const listeners = new Listeners(world);

  const listenerOf = (own: Entry) => (request: IncomingMessage, response: ServerResponse) => {
    serve(gateway, own, request, response).catch(() => response.destroy());
  };

  return {
    endpoint: async (key) => {
      const own = domainNames(world).has(key) ? { domainName: key } : { apiId: key };
      return `http://127.0.0.1:${await listeners.open(key, listenerOf(own))}`;
    },
    close: (key) => void listeners.close(key),
    listenerFor: (host) => {
      const entry = entryOf(world, withoutPort(host));
      return entry && listenerOf(entry);
    },
    forgetAuthorizations: gateway.authorizers.forget,
  };
}
