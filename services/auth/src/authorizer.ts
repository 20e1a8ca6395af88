import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerResult } from 'aws-lambda';
import { authorize } from './authorize.ts';
import { deployedSecret } from './tokens.ts';

/** What other services name as `auth.authorizer`. */
export async function handler(event: APIGatewayRequestAuthorizerEventV2): Promise<APIGatewaySimpleAuthorizerResult> {
  return authorize(event, deployedSecret());
}
