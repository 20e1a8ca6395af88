import { badRequest } from '../errors.ts';
import type { Cors } from '../rows.ts';
import { ROUTE_METHODS } from './route-key.ts';

const ORIGIN = /^(?:\*|https?:\/\/\*|[a-z][a-z0-9+.-]*:\/\/[^/\s*]+)$/i;
const METHODS: readonly string[] = [...ROUTE_METHODS, '*'];

export function checkCors(cors: Cors | undefined): void {
  if (!cors) return;
  const wrongOrigin = cors.allowOrigins?.find((origin) => !ORIGIN.test(origin));
  if (wrongOrigin !== undefined)
    throw badRequest(
      `Invalid format for origin ${wrongOrigin}. Origin should start with 'http://' or 'https://' or other scheme or should be '*'`,
    );
  const wrongMethod = cors.allowMethods?.find((method) => !METHODS.includes(method.toUpperCase()));
  if (wrongMethod !== undefined) throw badRequest(`Invalid HTTP method ${wrongMethod} specified in CORS configuration`);
  if (cors.allowCredentials && cors.allowOrigins?.includes('*')) {
    throw badRequest('allowCredentials is not supported for origin *');
  }
}
