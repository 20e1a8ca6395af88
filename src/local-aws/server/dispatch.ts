import { randomUUID } from 'node:crypto';
import { AwsError } from '../kernel/aws-error.ts';
import type { Operation, RequestContext, Service } from '../kernel/operation.ts';
import type { Store } from '../kernel/store.ts';
import type { Worlds } from '../kernel/worlds.ts';
import { accountOf, DEFAULT_REGION } from './account.ts';
import { readCredential } from './credential.ts';
import { decode, wireOf } from './decode.ts';
import { identifyService } from './identify.ts';
import type { Incoming } from './incoming.ts';
import { renderError } from './render-error.ts';
import { renderReply, type Outgoing } from './render-reply.ts';

export interface Dispatcher {
  readonly services: readonly Service[];
  readonly store: Store;
  readonly worlds: Worlds;
}

/** What was done, for the request log; `operation` is undefined when none was found. */
export interface Dispatched {
  readonly outgoing: Outgoing;
  readonly requestId: string;
  readonly service?: string;
  readonly operation?: string;
  readonly writes?: boolean;
  readonly error?: unknown;
}

const UNKNOWN_SERVICE: Service = { signingName: 'unknown', protocol: 'rest-json', operations: [] };

function contextOf(incoming: Incoming, accountId: string, region: string): RequestContext {
  const { headers, body, method, path, query } = incoming;
  return { requestId: randomUUID(), region, accountId, internal: false, headers, rawBody: body, method, path, query };
}

/** One request to one operation and its answer; never throws. */
export async function dispatch(dispatcher: Dispatcher, incoming: Incoming): Promise<Dispatched> {
  const credential = readCredential(incoming);
  const accountId = accountOf(dispatcher.store, credential);
  const region = credential?.region ?? DEFAULT_REGION;
  const context = contextOf(incoming, accountId, region);
  const service = identifyService(dispatcher.services, incoming, credential) ?? UNKNOWN_SERVICE;
  const wire = wireOf(service, incoming);
  const done = { requestId: context.requestId, service: service.signingName };
  let operation: Operation | undefined;
  try {
    if (service === UNKNOWN_SERVICE) throw unknownService(credential?.service, incoming);
    const decoded = decode(service, incoming);
    operation = decoded.operation;
    const reply = await operation.handle(decoded.params, await dispatcher.worlds.get(accountId, region), context);
    const outgoing = renderReply({ wire, service, operation }, reply, context);
    return { ...done, outgoing, operation: operation.name, writes: operation.writes };
  } catch (error) {
    const reply = renderError(service, wire, error, context);
    const outgoing: Outgoing = { status: reply.status ?? 500, headers: reply.headers ?? {}, body: reply.raw ?? '' };
    return { ...done, outgoing, error, ...(operation && { operation: operation.name, writes: operation.writes }) };
  }
}

function unknownService(name: string | undefined, { method, path }: Incoming): AwsError {
  return new AwsError('NotImplemented', 501, `The local AWS does not implement ${name ?? `${method} ${path}`}.`);
}
