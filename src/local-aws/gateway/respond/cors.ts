import type { Cors } from '../../apigateway/rows.ts';
import { withoutHeaders, type GatewayResponse } from './gateway-response.ts';

function isAllowed(origins: readonly string[], origin: string): boolean {
  return origins.some((allowed) => {
    if (allowed === '*') return true;
    if (allowed.endsWith('://*')) return origin.startsWith(allowed.slice(0, -1));
    return allowed.toLowerCase() === origin.toLowerCase();
  });
}

/** For an allowed origin; none for another one. */
function originHeaders(cors: Cors, origin: string): string[] {
  const origins = cors.allowOrigins ?? [];
  if (!isAllowed(origins, origin)) return [];
  const echoed = origins.includes('*') && !cors.allowCredentials ? '*' : origin;
  const headers = ['access-control-allow-origin', echoed];
  if (cors.allowCredentials) headers.push('access-control-allow-credentials', 'true');
  return headers;
}

/** The gateway's own answer to a preflight; one from another origin gets no CORS headers. */
export function preflightResponse(cors: Cors, origin: string): GatewayResponse {
  const headers = originHeaders(cors, origin);
  if (headers.length > 0) {
    if (cors.allowMethods?.length) headers.push('access-control-allow-methods', cors.allowMethods.join(','));
    if (cors.allowHeaders?.length) headers.push('access-control-allow-headers', cors.allowHeaders.join(','));
    if (cors.maxAge !== undefined) headers.push('access-control-max-age', String(cors.maxAge));
  }
  return { status: 204, headers, body: '' };
}

/** "API Gateway ignores CORS headers returned from your backend integration" (http-api-cors): they give way to the configured ones. */
export function applyCors(cors: Cors, origin: string | undefined, response: GatewayResponse): GatewayResponse {
  const kept = withoutHeaders(response.headers, (name) => name.startsWith('access-control-'));
  const added = origin === undefined ? [] : originHeaders(cors, origin);
  if (added.length > 0 && cors.exposeHeaders?.length) {
    added.push('access-control-expose-headers', cors.exposeHeaders.join(','));
  }
  return { ...response, headers: [...kept, ...added] };
}
