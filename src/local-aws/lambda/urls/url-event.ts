import { randomUUID } from 'node:crypto';
import { clfTime } from '../../gateway/event/clf-time.ts';
import { eventBody } from '../../gateway/event/body.ts';
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

/** Payload format 2.0, as of an HTTP API's `$default` route (docs: urls-invocation). */
export function urlEvent(urlId: string, request: UrlRequest): Buffer {
  const { headers, rawQuery, path } = request;
  const body = eventBody(request.body, headers.joined['content-type']);
  const query = [...parseQuery(rawQuery)].map(([name, values]) => [name, values.join(',')] as const);
  const event = {
    version: '2.0',
    routeKey: '$default',
    rawPath: decodePath(path),
    rawQueryString: rawQuery,
    ...(headers.cookie !== undefined && { cookies: headers.cookie.split(/;\s*/) }),
    headers: { ...headers.joined, host: headers.host },
    ...(query.length > 0 && { queryStringParameters: Object.fromEntries(query) }),
    requestContext: requestContext(urlId, request),
    ...(body && { body: JSON.parse(body.json) as string }),
    isBase64Encoded: body?.isBase64Encoded ?? false,
  };
  return Buffer.from(JSON.stringify(event));
}
