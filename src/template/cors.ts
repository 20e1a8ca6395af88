import type { Cors } from '../model/service.ts';

/** API Gateway's own words for the answer it gives to preflight requests. */
export function corsExtension(cors: Cors): Record<string, unknown> {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAgeSeconds } = cors;
  return {
    allowOrigins,
    allowMethods,
    ...(allowHeaders.length > 0 && { allowHeaders }),
    ...(exposeHeaders.length > 0 && { exposeHeaders }),
    allowCredentials,
    ...(maxAgeSeconds !== undefined && { maxAge: maxAgeSeconds }),
  };
}
