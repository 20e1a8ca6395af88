import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { sentMails } from './sent-mails.ts';

export async function handler(): Promise<APIGatewayProxyStructuredResultV2> {
  const body = JSON.stringify({ notifications: await sentMails() });
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body };
}
