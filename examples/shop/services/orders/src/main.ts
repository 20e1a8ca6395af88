import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { randomUUID } from 'node:crypto';

const bus = new EventBridgeClient();
const lambda = new LambdaClient();

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  if (event.routeKey === 'GET /health') return json(200, { status: 'ok' });
  const { user, item } = readBody(event) as { user?: unknown; item?: unknown };
  if (typeof user !== 'string' || typeof item !== 'string') return json(400, { message: 'send a user and an item' });
  const { found, user: person } = await findUser(user);
  if (!found) return json(404, { message: 'nobody of that name' });
  const order = { id: randomUUID(), user, item };
  await announce({ ...order, mail: person?.mail });
  return json(201, order);
}

/** `users` answers itself, through the alias that its own releases move. */
async function findUser(id: string): Promise<{ found: boolean; user?: { mail: string } }> {
  const request = new InvokeCommand({ FunctionName: process.env['FIND_USER'], Payload: JSON.stringify({ id }) });
  const { Payload, FunctionError } = await lambda.send(request);
  const text = Buffer.from(Payload ?? []).toString();
  if (FunctionError !== undefined) throw new Error(`users.find failed: ${text}`);
  return JSON.parse(text) as { found: boolean; user?: { mail: string } };
}

async function announce(order: object): Promise<void> {
  const entry = { Source: 'shop.orders', DetailType: 'order placed', Detail: JSON.stringify(order) };
  const { FailedEntryCount = 0, Entries = [] } = await bus.send(new PutEventsCommand({ Entries: [entry] }));
  if (FailedEntryCount > 0) throw new Error(`the event was not taken: ${Entries[0]?.ErrorMessage}`);
}

/** Anything but text and JSON arrives in base64, the form that curl sends by itself too. */
function readBody(event: APIGatewayProxyEventV2): unknown {
  const { body = '{}', isBase64Encoded } = event;
  return JSON.parse(isBase64Encoded ? Buffer.from(body, 'base64').toString() : body);
}

function json(statusCode: number, body: unknown): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
