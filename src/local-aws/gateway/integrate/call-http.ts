import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { SentRequest } from '../event/sent-request.ts';
import type { Exchange } from '../exchange.ts';
import { ownHeaders, serviceUnavailable, withoutHeaders, type GatewayResponse } from '../respond/gateway-response.ts';
import type { HttpIntegration } from './compile-integration.ts';
import { TIMED_OUT, withTimeout } from './with-timeout.ts';

const agents = {
  'http:': new HttpAgent({ keepAlive: true, timeout: 5000 }),
  'https:': new HttpsAgent({ keepAlive: true, timeout: 5000 }),
};

/** Path parameters are decoded: what they hold must not end the path. */
function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** The integration's URL with path parameters filled in; a mapped path takes the place of its own. */
function urlOf({ uri }: HttpIntegration, exchange: Exchange, sent: SentRequest): URL {
  const filled = uri.replace(/\{([^}+]+)\+?\}/g, (_, name: string) =>
    encodePath(exchange.pathParameters?.[name] ?? ''),
  );
  const url = new URL(filled);
  if (sent.rawPath !== exchange.rawPath) url.pathname = sent.rawPath;
  if (sent.rawQuery) url.search = url.search ? `${url.search}&${sent.rawQuery}` : sent.rawQuery;
  return url;
}

function headersOf(exchange: Exchange, sent: SentRequest): Record<string, string> {
  const { host, 'x-forwarded-for': _, 'x-forwarded-port': __, 'x-forwarded-proto': ___, ...headers } = sent.headers;
  return {
    ...headers,
    ...(sent.cookie !== undefined && { cookie: sent.cookie }),
    forwarded: `by=127.0.0.1;for=${exchange.sourceIp};host=${host ?? ''};proto=https`,
    via: 'HTTP/1.1 AmazonAPIGateway',
  };
}

async function readAll(message: IncomingMessage): Promise<GatewayResponse> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return {
    status: message.statusCode ?? 502,
    headers: withoutHeaders(message.rawHeaders, (name) => ownHeaders.has(name)),
    body: Buffer.concat(chunks),
  };
}

function send(integration: HttpIntegration, exchange: Exchange, sent: SentRequest): Promise<GatewayResponse> {
  const url = urlOf(integration, exchange, sent);
  const isTls = url.protocol === 'https:';
  const options = {
    method: integration.method === 'ANY' ? exchange.method : integration.method,
    headers: headersOf(exchange, sent),
    agent: isTls ? agents['https:'] : agents['http:'],
    timeout: integration.timeoutMs,
  };
  return new Promise((resolve, reject) => {
    const request = (isTls ? httpsRequest : httpRequest)(url, options, (message) => {
      readAll(message).then(resolve, reject);
    });
    request.once('error', reject);
    request.once('timeout', () => request.destroy(new Error('Endpoint request timed out')));
    request.end(exchange.body);
  });
}

/** Passes the request on to a URL; never rejects. */
export async function callHttp(
  integration: HttpIntegration,
  exchange: Exchange,
  sent: SentRequest,
): Promise<GatewayResponse> {
  const startedTick = performance.now();
  try {
    const response = await withTimeout(send(integration, exchange, sent), integration.timeoutMs);
    if (response === TIMED_OUT) throw new Error('Endpoint request timed out');
    exchange.integrationStatus = response.status;
    exchange.integrationServiceStatus = response.status;
    return response;
  } catch (error) {
    exchange.integrationError = error instanceof Error ? error.message : String(error);
    return serviceUnavailable;
  } finally {
    exchange.integrationLatencyMs = performance.now() - startedTick;
  }
}
