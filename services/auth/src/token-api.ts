import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { issueToken } from './tokens.ts';

export interface TokenApiSettings {
  readonly secret: string;
  /** Anybody gets a token for the asking: for demonstrations on a machine of one's own. */
  readonly givesDemoTokens: boolean;
}

/** `POST /token` with `{ "user": "ada" }`, and `GET /health`. */
export async function answer(
  event: APIGatewayProxyEventV2,
  settings: TokenApiSettings,
): Promise<APIGatewayProxyStructuredResultV2> {
  if (event.routeKey === 'GET /health') return json(200, { status: 'ok' });
  if (event.routeKey !== 'POST /token' || !settings.givesDemoTokens) return json(404, { message: 'nothing is here' });
  const user = readUser(event);
  if (user === undefined) return json(400, { message: 'send { "user": "your name" }' });
  return json(200, { token: await issueToken({ user, scope: 'orders:write' }, settings.secret) });
}

function readUser(event: APIGatewayProxyEventV2): string | undefined {
  const body = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : event.body;
  try {
    const { user } = JSON.parse(body ?? '') as { user?: unknown };
    return typeof user === 'string' && user !== '' ? user : undefined;
  } catch {
    return undefined;
  }
}

function json(statusCode: number, body: unknown): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
