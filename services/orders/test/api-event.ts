import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** An event as the gateway sends it, as far as the endpoints look at it. */
export function apiEvent(routeKey: string, more: { id?: string; body?: unknown } = {}): APIGatewayProxyEventV2 {
  const { id, body } = more;
  return {
    version: '2.0',
    routeKey,
    rawPath: `/ship-preview/orders/${id ?? ''}`,
    headers: {},
    isBase64Encoded: false,
    ...(id !== undefined && { pathParameters: { id } }),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  } as APIGatewayProxyEventV2;
}
