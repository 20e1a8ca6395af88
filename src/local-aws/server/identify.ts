import type { Service } from '../kernel/operation.ts';
import type { Credential } from './credential.ts';
import type { Incoming } from './incoming.ts';
import { matchRoute } from './route.ts';

const RPC_PATH = /^\/service\/([^/]+)\/operation\/([^/]+)$/;

/** `GraniteServiceVersion20100801.PutMetricData` from X-Amz-Target, or from an rpc-v2-cbor path. */
export function readTarget(incoming: Incoming): { prefix: string; operation: string } | undefined {
  const header = incoming.headers['x-amz-target'];
  if (header) {
    const at = header.lastIndexOf('.');
    return { prefix: header.slice(0, at), operation: header.slice(at + 1) };
  }
  const rpc = RPC_PATH.exec(incoming.path);
  return rpc ? { prefix: rpc[1] as string, operation: rpc[2] as string } : undefined;
}

export function isForm(incoming: Incoming): boolean {
  return incoming.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
}

/** The parameters of a query-protocol request, from the form or the URL. */
export function readForm(incoming: Incoming): URLSearchParams {
  return isForm(incoming) && incoming.body.length > 0
    ? new URLSearchParams(incoming.body.toString('utf8'))
    : incoming.query;
}

function byQuery(services: readonly Service[], incoming: Incoming): Service | undefined {
  const form = readForm(incoming);
  const action = form.get('Action');
  if (!action) return undefined;
  const version = form.get('Version');
  return services.find(
    (service) =>
      service.version !== undefined &&
      (version ? service.version === version : service.operations.some(({ name }) => name === action)),
  );
}

/** Which service is meant: the scope of the signature says so; unsigned requests are told by their shape. */
export function identifyService(
  services: readonly Service[],
  incoming: Incoming,
  credential: Credential | undefined,
): Service | undefined {
  if (credential?.service) return services.find(({ signingName }) => signingName === credential.service);
  const target = readTarget(incoming);
  if (target) return services.find((service) => service.target === target.prefix);
  return (
    byQuery(services, incoming) ??
    services.find((service) => service.protocol === 'rest-json' && matchRoute(service, incoming)) ??
    services.find(({ protocol }) => protocol === 'rest-xml')
  );
}
