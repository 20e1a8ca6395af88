import { randomUUID } from 'node:crypto';
import { clfTime } from '../../gateway/event/clf-time.ts';
import { eventBody } from '../../gateway/event/body.ts';
import { newTraceId } from '../../gateway/event/request-id.ts';
import { parseQuery } from '../../gateway/event/query.ts';
import type { HeaderTable } from '../../gateway/event/read-headers.ts';

export interface UrlRequest {
  readonly method: string;
  /** Still encoded. */
  readonly path: string;
  readonly rawQuery: string;
  readonly headers: HeaderTable;
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly startedAt: number;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // A lone % stays as it came.
  }
}

function requestContext(urlId: string, request: UrlRequest): Record<string, unknown> {
  const { method, path, headers, sourceIp, startedAt } = request;
  return {
    accountId: 'anonymous',
    apiId: urlId,
    domainName: headers.host,
    domainPrefix: urlId,
    http: { method, path: decodePath(path), protocol: 'HTTP/1.1', sourceIp, userAgent: headers.joined['user-agent'] },
    requestId: randomUUID(),
    routeKey: '$default',
    stage: '$default',
    time: clfTime(startedAt),
    timeEpoch: startedAt,
  };
}

/** As captured at AWS (hotsock/voker, July 2026): unlike those of an HTTP API they keep `cookie`. */
function headersOf({ headers, body, sourceIp, startedAt }: UrlRequest): Record<string, string> {
  const forwarded = headers.joined['x-forwarded-for'];
  return {
    ...headers.joined,
    ...(headers.cookie !== undefined && { cookie: headers.cookie }),
    ...(body.length > 0 && { 'content-length': String(body.length) }),
    host: headers.host,
    'x-amzn-tls-cipher-suite': 'TLS_AES_128_GCM_SHA256',
    'x-amzn-tls-version': 'TLSv1.3',
    'x-amzn-trace-id': headers.joined['x-amzn-trace-id'] ?? newTraceId(startedAt),
    'x-forwarded-for': forwarded ? `${forwarded}, ${sourceIp}` : sourceIp,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  };
}

/** Payload format 2.0, as of an HTTP API's `$default` route (docs: urls-invocation), but `rawPath` is encoded still. */
export function urlEvent(urlId: string, request: UrlRequest): Buffer {
  const { headers, rawQuery, path } = request;
  const body = eventBody(request.body, headers.joined['content-type']);
  const query = [...parseQuery(rawQuery)].map(([name, values]) => [name, values.join(',')] as const);
  const event = {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: rawQuery,
    ...(headers.cookie !== undefined && { cookies: headers.cookie.split(/;\s*/) }),
    headers: headersOf(request),
    ...(query.length > 0 && { queryStringParameters: Object.fromEntries(query) }),
    requestContext: requestContext(urlId, request),
    ...(body && { body: JSON.parse(body.json) as string }),
    isBase64Encoded: body?.isBase64Encoded ?? false,
  };
  return Buffer.from(JSON.stringify(event));
}
