import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import type { InvocationResult, World } from '../../kernel/world.ts';
import { eventV1 } from '../event/event-v1.ts';
import { eventV2 } from '../event/event-v2.ts';
import type { SentRequest } from '../event/sent-request.ts';
import type { Exchange } from '../exchange.ts';
import {
  internalServerError,
  requestEntityTooLarge,
  serviceUnavailable,
  type GatewayResponse,
} from '../respond/gateway-response.ts';
import { isMalformed, responseV1, responseV2 } from '../respond/lambda-response.ts';
import type { CompiledRoute } from '../routing/compile-deployment.ts';
import type { LambdaIntegration } from './compile-integration.ts';
import { mayInvoke, type LambdaTarget } from './lambda-target.ts';
import { TIMED_OUT, withTimeout } from './with-timeout.ts';

const NO_PERMISSION =
  "The IAM role configured on the integration or API Gateway doesn't have permissions to call the integration. Check the permissions and try again.";

/** What the client gets when Lambda itself says 429. Nobody has published it for HTTP APIs (REST APIs: 500). */
const WHEN_LAMBDA_THROTTLES = serviceUnavailable;

function fail(exchange: Exchange, response: GatewayResponse, message: string): GatewayResponse {
  exchange.integrationError = message;
  return response;
}

/** `api/stage/METHOD/path-template`, or `api/stage/$default`. */
function sourceArn({ stage, method }: Exchange, route: CompiledRoute): string {
  return `${stage.arn}/${route.path === '$default' ? route.path : method + route.path}`;
}

function notInvoked(exchange: Exchange, error: unknown): GatewayResponse {
  if (!(error instanceof AwsError)) return fail(exchange, internalServerError, String(error));
  exchange.integrationServiceStatus = error.status;
  if (error.status === 429) return fail(exchange, WHEN_LAMBDA_THROTTLES, error.message);
  if (error.status === 413) return fail(exchange, requestEntityTooLarge, error.message);
  return fail(exchange, internalServerError, error.message);
}

function errorMessageIn(payload: Buffer): string {
  try {
    return String((JSON.parse(payload.toString('utf8')) as { errorMessage?: unknown }).errorMessage);
  } catch {
    return payload.toString('utf8');
  }
}

function interpret(exchange: Exchange, result: InvocationResult, format: '1.0' | '2.0'): GatewayResponse {
  exchange.integrationServiceStatus = result.status;
  if (result.functionError) {
    const message = errorMessageIn(result.payload);
    return fail(
      exchange,
      internalServerError,
      `The Lambda function returned the following error: ${message}. Check your Lambda function code and try again.`,
    );
  }
  const response = format === '2.0' ? responseV2(result.payload) : responseV1(result.payload);
  if (isMalformed(response)) return fail(exchange, internalServerError, response.malformed);
  exchange.integrationStatus = response.status;
  return response;
}

function invoke(
  world: World,
  exchange: Exchange,
  target: LambdaTarget,
  event: string,
  traceId: string,
): Promise<InvocationResult> {
  exchange.integrationRequestId = randomUUID();
  return world.invoker.invoke({
    functionName: target.functionArn,
    qualifier: target.qualifier,
    payload: Buffer.from(event, 'utf8'),
    type: 'RequestResponse',
    traceId,
    requestId: exchange.integrationRequestId,
  });
}

/** Calls the function and reads its reply; never rejects. */
export async function callLambda(
  world: World,
  exchange: Exchange,
  { route, integration, sent }: { route: CompiledRoute; integration: LambdaIntegration; sent: SentRequest },
): Promise<GatewayResponse> {
  const { target, format, timeoutMs } = integration;
  if (!target) return fail(exchange, internalServerError, 'Invalid stage variable value');
  const startedTick = performance.now();
  try {
    if (!mayInvoke(world, target, sourceArn(exchange, route)))
      return fail(exchange, internalServerError, NO_PERMISSION);
    const event = format === '2.0' ? eventV2(exchange, route, sent) : eventV1(exchange, route, sent);
    const result = await withTimeout(invoke(world, exchange, target, event, sent.traceId), timeoutMs);
    if (result === TIMED_OUT) return fail(exchange, serviceUnavailable, 'Endpoint request timed out');
    return interpret(exchange, result, format);
  } catch (error) {
    return notInvoked(exchange, error);
  } finally {
    exchange.integrationLatencyMs = performance.now() - startedTick;
  }
}
