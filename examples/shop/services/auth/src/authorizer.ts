import { timingSafeEqual } from 'node:crypto';
import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerResult } from 'aws-lambda';

const key = Buffer.from(process.env['API_KEY'] ?? '');

/** The main Lambda of a service without routes: other services name it as their authorizer. */
export async function handler(event: APIGatewayRequestAuthorizerEventV2): Promise<APIGatewaySimpleAuthorizerResult> {
  const given = Buffer.from(event.headers?.['x-api-key'] ?? '');
  return { isAuthorized: key.length > 0 && given.length === key.length && timingSafeEqual(given, key) };
}
