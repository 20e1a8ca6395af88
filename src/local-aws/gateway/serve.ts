import type { IncomingMessage, ServerResponse } from 'node:http';
import { originForm } from '../kernel/origin-form.ts';
import { readHeaders } from './event/read-headers.ts';
import { newRequestId } from './event/request-id.ts';
import { sentRequest, type SentRequest } from './event/sent-request.ts';
import type { Exchange } from './exchange.ts';
import type { Gateway } from './gateway.ts';
import { callHttp } from './integrate/call-http.ts';
import { callLambda } from './integrate/call-lambda.ts';
import { withFaults, type Answering } from './integrate/with-faults.ts';
import { MAX_BODY_BYTES, readBody, TOO_LARGE } from './read-body.ts';
import { applyCors, preflightResponse } from './respond/cors.ts';
import {
  badRequest,
  forbidden,
  headerFieldsTooLarge,
  internalServerError,
  notFound,
  requestEntityTooLarge,
  tooManyRequests,
  type GatewayResponse,
} from './respond/gateway-response.ts';
import { send } from './respond/send.ts';
import type { CompiledRoute } from './routing/compile-deployment.ts';
import { entryAtPort, type Entry } from './routing/hosts.ts';
import { decodePath } from './routing/decode-path.ts';
import { locate, type Located } from './routing/locate.ts';
import type { RouteMatch } from './routing/route-tree.ts';

/** http-api-quotas: request line and header values together. */
const MAX_HEAD_BYTES = 10_240;

const EMPTY = Buffer.alloc(0);

/** The stage that a request is for, or the answer when there is none. */
function place({ world, stages }: Gateway, own: Entry, host: string, requested: string): Located | GatewayResponse {
  const entry = entryAtPort(world, own, host);
  if (!entry) return forbidden;
  const path = decodePath(requested);
  if (path === undefined) return badRequest;
  return locate(world, stages, entry, path) ?? notFound;
}

/** An exchange, or what to answer to a request that is for no stage. */
function open(
  gateway: Gateway,
  own: Entry,
  request: IncomingMessage,
  response: ServerResponse,
): Exchange | GatewayResponse {
  const url = originForm(request.url);
  const at = url.indexOf('?');
  const headers = readHeaders(request.rawHeaders);
  const located = place(gateway, own, headers.host, at < 0 ? url : url.slice(0, at));
  if ('status' in located) return located;
  return {
    request,
    response,
    requestId: newRequestId(),
    startedAt: gateway.world.clock.now(),
    startedTick: performance.now(),
    method: request.method ?? 'GET',
    rawPath: located.rawPath,
    path: located.path,
    rawQuery: at < 0 ? '' : url.slice(at + 1),
    domainName: located.domainName,
    sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
    headers,
    stage: located.stage,
    // All that will be found out, so that these objects keep one shape.
    route: undefined,
    pathParameters: undefined,
    body: EMPTY,
    authorization: undefined,
    authorizerError: undefined,
    integrationStatus: undefined,
    integrationServiceStatus: undefined,
    integrationRequestId: undefined,
    integrationError: undefined,
    integrationLatencyMs: undefined,
  };
}

function take(exchange: Exchange, match: RouteMatch): CompiledRoute {
  const { route, values } = match;
  exchange.route = route;
  if (route.parameterNames.length > 0) {
    exchange.pathParameters = Object.fromEntries(
      route.parameterNames.map((name, index) => [name, values[index] as string]),
    );
  }
  return route;
}

/** The origin of a preflight that the gateway answers itself. */
function preflightOrigin({ method, stage, headers }: Exchange): string | undefined {
  if (method !== 'OPTIONS' || !stage.deployment.cors) return undefined;
  return 'access-control-request-method' in headers.joined ? headers.joined['origin'] : undefined;
}

/** What is refused before a route is looked at. */
function refuseEarly({ headers, method, request }: Exchange): GatewayResponse | undefined {
  if (headers.valueBytes + method.length + (request.url as string).length > MAX_HEAD_BYTES) return headerFieldsTooLarge;
  return headers.declaredBytes > MAX_BODY_BYTES && headers.declaredBytes !== Infinity
    ? requestEntityTooLarge
    : undefined;
}

/** A request that has found its route. */
interface Passing {
  readonly route: CompiledRoute;
  /** Of a preflight that the gateway answers itself. */
  readonly origin: string | undefined;
}

function integrate(gateway: Gateway, exchange: Exchange, route: CompiledRoute, original: SentRequest): Answering {
  const integration = exchange.stage.integrationOf(route);
  if (!integration) {
    exchange.integrationError = 'No integration is attached to this route';
    return internalServerError;
  }
  const sent = integration.mapRequest?.(exchange, original) ?? original;
  const calling =
    integration.kind === 'lambda'
      ? callLambda(gateway.world, exchange, { route, integration, sent })
      : callHttp(integration, exchange, sent);
  const { mapResponse } = integration;
  if (!mapResponse) return calling;
  // Only what the integration itself answered is mapped.
  return calling.then((response) =>
    exchange.integrationStatus === undefined ? response : mapResponse(exchange, sent, response),
  );
}

/** Answers a preflight or calls the integration: nothing keeps the request any more. */
function admitted(
  gateway: Gateway,
  exchange: Exchange,
  { route, origin, sent }: Passing & { readonly sent: SentRequest },
): Answering {
  const { cors } = exchange.stage.deployment;
  if (cors && origin !== undefined) return preflightResponse(cors, origin);
  return withFaults(gateway.world, exchange, route, () => integrate(gateway, exchange, route, sent));
}

/** Authorizes, where the route has an authorizer. */
function pass(gateway: Gateway, exchange: Exchange, passing: Passing, body: Buffer | typeof TOO_LARGE): Answering {
  if (body === TOO_LARGE) return requestEntityTooLarge;
  exchange.body = body;
  const sent = sentRequest(exchange);
  const authorizing = gateway.authorizers.authorize(exchange, passing.route, sent);
  if (!authorizing) return admitted(gateway, exchange, { ...passing, sent });
  return authorizing.then((decision) => {
    if (decision.allowed) {
      exchange.authorization = decision.authorization;
      return admitted(gateway, exchange, { ...passing, sent });
    }
    exchange.authorizerError = decision.error;
    return decision.response;
  });
}

/**
 * The answer to one request; a preflight passes the authorizer of the route that catches OPTIONS (http-api-cors). Waits
 * only where there is something to wait for: most requests have no body and no authorizer.
 */
function answer(gateway: Gateway, exchange: Exchange): Answering {
  const refused = refuseEarly(exchange);
  if (refused) return refused;
  const { stage, method, path } = exchange;
  const origin = preflightOrigin(exchange);
  const match = stage.deployment.match(method, path);
  if (!match) {
    const { cors } = stage.deployment;
    return cors && origin !== undefined ? preflightResponse(cors, origin) : notFound;
  }
  const route = take(exchange, match);
  if (stage.admit && !stage.admit(route.routeKey)) return tooManyRequests;
  const passing = { route, origin };
  const reading = readBody(exchange.request, exchange.headers.declaredBytes);
  if (!(reading instanceof Promise)) return pass(gateway, exchange, passing, reading);
  return reading.then((body) => pass(gateway, exchange, passing, body));
}

function finish(gateway: Gateway, exchange: Exchange, response: GatewayResponse): void {
  const { stage, headers, requestId, method, request } = exchange;
  const { cors } = stage.deployment;
  const shown =
    cors && preflightOrigin(exchange) === undefined ? applyCors(cors, headers.joined['origin'], response) : response;
  const closes = headers.declaredBytes !== 0 && !request.complete;
  const sent = send(exchange.response, shown, { requestId, method, closes });
  gateway.count(exchange, sent);
  stage.writeAccessLog?.(exchange, sent);
}

/** Serves one request to a port of the gateway: `own` is whose port it is. */
export async function serve(
  gateway: Gateway,
  own: Entry,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const opened = open(gateway, own, request, response);
  if ('status' in opened) {
    send(response, opened, { requestId: newRequestId(), method: request.method });
    return;
  }
  let made: GatewayResponse;
  try {
    made = await answer(gateway, opened);
  } catch (error) {
    opened.integrationError = String(error);
    made = internalServerError;
  }
  if (!response.destroyed) finish(gateway, opened, made);
}
