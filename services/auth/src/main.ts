import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { answer } from './token-api.ts';
import { deployedSecret } from './tokens.ts';

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  return answer(event, { secret: deployedSecret(), givesDemoTokens: process.env['DEMO_TOKENS'] === 'yes' });
}
