import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { readUser, writeUser } from './user-store.ts';

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const id = event.pathParameters?.['id'] ?? '';
  if (event.routeKey === 'GET /users/{id}') {
    const user = await readUser(id);
    return user === undefined ? json(404, { message: 'nobody of that name' }) : json(200, user);
  }
  const { name, mail } = readBody(event) as { name?: unknown; mail?: unknown };
  if (typeof name !== 'string' || typeof mail !== 'string') return json(400, { message: 'send a name and a mail' });
  await writeUser({ id, name, mail });
  return json(200, { id, name, mail });
}

/** Anything but text and JSON arrives in base64, the form that curl sends by itself too. */
function readBody(event: APIGatewayProxyEventV2): unknown {
  const { body = '{}', isBase64Encoded } = event;
  return JSON.parse(isBase64Encoded ? Buffer.from(body, 'base64').toString() : body);
}

function json(statusCode: number, body: unknown): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
