import { notImplemented } from '../kernel/aws-error.ts';
import type { GatewayDoor, World } from '../kernel/world.ts';

export function startGateway(_world: World): GatewayDoor {
  return {
    endpoint: () => Promise.reject(notImplemented('apigateway', 'endpoint')),
    close: () => undefined,
    listenerFor: () => undefined,
    forgetAuthorizations: () => undefined,
  };
}
