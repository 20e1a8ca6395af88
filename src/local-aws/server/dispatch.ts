import { randomUUID } from 'node:crypto';
import { applyFaults, ConnectionFault, endingOfAnswer, type Ending } from '../faults/apply-faults.ts';
import type { DrawnFault, Faults } from '../faults/faults.ts';
import { usualLatencyMs } from '../faults/latency.ts';
import type { Throttles } from '../faults/throttles.ts';
import type { Reply, RequestContext, Service } from '../kernel/operation.ts';
import type { Store } from '../kernel/store.ts';
import type { Clock, WorldConfig } from '../kernel/world.ts';
import type { Worlds } from '../kernel/worlds.ts';
import { accountOf, DEFAULT_REGION } from './account.ts';
import { readCredential } from './credential.ts';
import { decode, wireOf, type Decoded, type Wire } from './decode.ts';
import { identifyService } from './identify.ts';
import type { Incoming } from './incoming.ts';
import type { Received } from './receive.ts';
import { renderError } from './render-error.ts';
import { renderReply, type Outgoing } from './render-reply.ts';
import { decodePath } from './route.ts';
import type { FindSecret } from './signature/secrets.ts';
import { verifySignature } from './signature/verify-signature.ts';
import { notThere, unknownService } from './unknown-service.ts';
import { toPathStyle } from './virtual-host.ts';

export interface Dispatcher {
  readonly services: readonly Service[];
  readonly config: Pick<WorldConfig, 'profile'>;
  readonly store: Store;
  readonly worlds: Worlds;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly throttles: Throttles;
  /** Set in strict mode: signatures are verified. */
  readonly findSecret?: FindSecret;
}

/** What became of a request; `operation` is empty when none was found. */
export interface Dispatched {
  readonly context: RequestContext;
  readonly service: string;
  readonly operation: string;
  readonly writes: boolean;
  readonly outgoing: Outgoing;
  readonly ending: Ending;
  readonly error?: unknown;
  readonly faults: readonly string[];
}

interface Call {
  readonly service: Service;
  readonly wire: Wire;
  readonly context: RequestContext;
}

function describe({ services, store }: Dispatcher, incoming: Incoming): Call {
  const credential = readCredential(incoming);
  const service = identifyService(services, incoming, credential) ?? unknownService(incoming, credential?.service);
  const { headers, body, upload, form, method, path, query } = incoming;
  const context = {
    requestId: randomUUID(),
    region: credential?.region ?? DEFAULT_REGION,
    accountId: accountOf(store, credential),
    ...(credential && { accessKeyId: credential.accessKeyId }),
    internal: false,
    headers,
    rawBody: body,
    ...(upload && { upload }),
    ...(form && { form }),
    method,
    path,
    query,
  };
  return { service, wire: wireOf(service, incoming), context };
}

function resourceOf({ path }: Incoming, { params }: Decoded, wire: Wire): string {
  if (wire.startsWith('rest')) return decodePath(path);
  try {
    return JSON.stringify(params).slice(0, 2000);
  } catch {
    return ''; // Nested thousands of levels deep: the operation says what it thinks of that.
  }
}

/** AWS's own time to answer, give or take a third. */
function modelLatency({ config, clock, faults }: Dispatcher, service: string, { operation }: Decoded): Promise<void> {
  if (config.profile === 'fast') return Promise.resolve();
  const usual = usualLatencyMs(service, operation.name, operation.writes);
  return clock.sleep(faults.between([usual * 0.7, usual * 1.3]));
}

async function perform(
  dispatcher: Dispatcher,
  call: Call,
  decoded: Decoded,
  drawn: readonly DrawnFault[],
): Promise<Reply> {
  const { worlds, clock, faults, throttles } = dispatcher;
  const { accountId, region } = call.context;
  const { signingName } = call.service;
  if (faults.settings.throttle) throttles.admit(`${accountId}/${region}`, signingName, decoded.operation.name);
  await modelLatency(dispatcher, signingName, decoded);
  await applyFaults(faults, drawn, { when: 'before', sleep: clock.sleep });
  const outcome = Promise.resolve(
    decoded.operation.handle(decoded.params, await worlds.get(accountId, region), call.context),
  );
  // Both outcomes are effects; a fault after the effect hides either.
  await outcome.catch(() => undefined);
  await applyFaults(faults, drawn, { when: 'after', sleep: clock.sleep });
  return outcome;
}

function answerError({ service, wire, context }: Call, error: unknown): Outgoing {
  const reply = renderError(service, wire, error, context);
  return renderReply({ wire, service, operation: '' }, reply, context);
}

/** The request as it was signed: a bucket in the host name is part of the host. */
function checkSignature({ findSecret, clock }: Dispatcher, { service, context }: Call, received: Incoming): void {
  if (!findSecret) return;
  verifySignature(received, service, { accessKeyId: context.accessKeyId, findSecret, now: clock.now() });
}

async function answerCall(dispatcher: Dispatcher, call: Call, received: Incoming): Promise<Dispatched> {
  const { service, wire, context } = call;
  const incoming = wire === 'rest-xml' ? toPathStyle(received) : received;
  let decoded: Decoded | undefined;
  let drawn: readonly DrawnFault[] = [];
  const outcome = (): Omit<Dispatched, 'outgoing' | 'ending'> => ({
    context,
    service: service.signingName,
    operation: decoded?.operation.name ?? '',
    writes: decoded?.operation.writes ?? false,
    faults: drawn.map(({ rule }) => rule),
  });
  try {
    if (!dispatcher.services.includes(service)) throw notThere(service, incoming);
    checkSignature(dispatcher, call, received);
    decoded = await decode(service, incoming);
    const { operation } = decoded;
    const resource = resourceOf(incoming, decoded, wire);
    drawn = dispatcher.faults.draw({ service: service.signingName, operation: operation.name, resource });
    const reply = await perform(dispatcher, call, decoded, drawn);
    const outgoing = renderReply({ wire, service, operation: operation.name }, reply, context);
    return { ...outcome(), outgoing, ending: endingOfAnswer(drawn) };
  } catch (error) {
    const ending = error instanceof ConnectionFault ? error.ending : endingOfAnswer(drawn);
    return { ...outcome(), outgoing: answerError(call, error), ending, error };
  }
}

/** A body that could not be received is answered in the service's shape too. */
function answerBrokenBody(dispatcher: Dispatcher, head: Incoming, error: unknown): Dispatched {
  const call = describe(dispatcher, head);
  const { context, service } = call;
  const none = { operation: '', writes: false, faults: [], ending: 'send' } as const;
  return { ...none, context, service: service.signingName, outgoing: answerError(call, error), error };
}

/** One request to one operation and its answer; never throws. */
export async function dispatch(
  dispatcher: Dispatcher,
  head: Incoming,
  receive: () => Promise<Received>,
): Promise<Dispatched> {
  let received: Received;
  try {
    received = await receive();
  } catch (error) {
    return answerBrokenBody(dispatcher, head, error);
  }
  const { incoming, discard } = received;
  const done = await answerCall(dispatcher, describe(dispatcher, incoming), incoming);
  await discard();
  return done;
}
