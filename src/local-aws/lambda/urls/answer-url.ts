import type { IncomingMessage } from 'node:http';
import { readHeaders } from '../../gateway/event/read-headers.ts';
import { applyCors, preflightResponse } from '../../gateway/respond/cors.ts';
import type { GatewayResponse } from '../../gateway/respond/gateway-response.ts';
import { isMalformed, responseV2 } from '../../gateway/respond/lambda-response.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { World } from '../../kernel/world.ts';
import { LATEST } from '../find-version.ts';
import { limits } from '../limits.ts';
import { isUrlAllowed } from './is-url-allowed.ts';
import { urlEvent, type UrlRequest } from './url-event.ts';
import type { FunctionUrlRow, UrlCors } from './url-rows.ts';

type Cors = Parameters<typeof applyCors>[0];

function say(status: number, body: unknown): GatewayResponse {
  const headers = ['content-type', 'application/json'];
  return { status, headers, body: Buffer.from(JSON.stringify(body)) };
}

const forbidden = say(403, {
  Message:
    'Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
});
const tooLarge = say(413, {
  Message: `Request must be smaller than ${limits.syncPayload} bytes for the InvokeFunction operation`,
});
/** What a function that fails or answers nonsense becomes (recorded). */
const failed: GatewayResponse = { status: 502, headers: [], body: Buffer.from('Internal Server Error') };

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limits.syncPayload) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function run(world: World, row: FunctionUrlRow, request: UrlRequest): Promise<GatewayResponse> {
  const payload = urlEvent(row.id, request);
  if (payload.length > limits.syncPayload) return tooLarge;
  const { functionError, payload: reply } = await world.invoker.invoke({
    functionName: row.functionName,
    ...(row.qualifier !== LATEST && { qualifier: row.qualifier }),
    payload,
    type: 'RequestResponse',
  });
  const response = functionError ? failed : responseV2(reply);
  return isMalformed(response) ? failed : response;
}

/** What the invoker refuses with, e.g. 429 with its Reason; anything else is a failure of the function. */
function refused(error: unknown): GatewayResponse {
  if (!(error instanceof AwsError)) throw error;
  return say(error.status, { ...error.members, Message: error.message });
}

function corsOf(cors: UrlCors): Cors {
  return {
    ...(cors.AllowCredentials !== undefined && { allowCredentials: cors.AllowCredentials }),
    ...(cors.AllowHeaders && { allowHeaders: cors.AllowHeaders }),
    ...(cors.AllowMethods && { allowMethods: cors.AllowMethods }),
    ...(cors.AllowOrigins && { allowOrigins: cors.AllowOrigins }),
    ...(cors.ExposeHeaders && { exposeHeaders: cors.ExposeHeaders }),
    ...(cors.MaxAge !== undefined && { maxAge: cors.MaxAge }),
  };
}

/** One request to a function URL, and its answer. */
export async function answerUrl(
  world: World,
  row: FunctionUrlRow,
  incoming: IncomingMessage,
): Promise<GatewayResponse> {
  const headers = readHeaders(incoming.rawHeaders);
  const { method = 'GET', url = '/' } = incoming;
  const cors = row.cors && corsOf(row.cors);
  const origin = headers.joined['origin'];
  const isPreflight = method === 'OPTIONS' && 'access-control-request-method' in headers.joined;
  if (cors && origin !== undefined && isPreflight) return { ...preflightResponse(cors, origin), status: 200 };
  if (!isUrlAllowed(world, row, headers.joined['authorization'])) return forbidden;
  const body = await readBody(incoming);
  if (!body) return tooLarge;
  const [path = '/', ...query] = url.split('?');
  const sourceIp = incoming.socket.remoteAddress ?? '127.0.0.1';
  const startedAt = world.clock.now();
  const request = { method, path, rawQuery: query.join('?'), headers, body, sourceIp, startedAt };
  const response = await run(world, row, request).catch(refused);
  return cors ? applyCors(cors, origin, response) : response;
}
