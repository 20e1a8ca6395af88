import type { AuthorizerRow } from '../../apigateway/rows.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { World } from '../../kernel/world.ts';
import type { SentRequest } from '../event/sent-request.ts';
import type { Authorization, Exchange } from '../exchange.ts';
import { mayInvoke, type LambdaTarget } from '../integrate/lambda-target.ts';
import { TIMED_OUT, withTimeout } from '../integrate/with-timeout.ts';
import type { CompiledRoute } from '../routing/compile-deployment.ts';
import { authorizerEvent, routeArnOf } from './authorizer-event.ts';
import type { AuthorizerCache } from './authorizer-cache.ts';
import { allow, authorizerFailed, denied, identityMissing, type Decision } from './decision.ts';
import { readIdentity } from './identity.ts';
import { policyAllows } from './policy.ts';

/** http-api-quotas: "Authorizer timeout". */
const TIMEOUT_MS = 10_000;

const NO_PERMISSION =
  "The IAM role configured on the authorizer or API Gateway doesn't have permissions to call the authorizer. Check the permissions and try again.";
const INVALID = 'The response from the Lambda authorizer function is invalid.';

interface Call {
  readonly exchange: Exchange;
  readonly route: CompiledRoute;
  readonly sent: SentRequest;
  readonly identity: readonly string[];
}

type Outcome = { readonly reply: unknown } | { readonly failed: Decision };

function asMembers(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

function failedWith(payload: Buffer): Decision {
  const message = asMembers(JSON.parse(payload.toString('utf8')))?.['errorMessage'];
  // What `callback('Unauthorized')` and `throw new Error('Unauthorized')` come to.
  return message === 'Unauthorized' ? identityMissing : authorizerFailed(String(message));
}

async function invoke(world: World, target: LambdaTarget, authorizer: AuthorizerRow, call: Call): Promise<Outcome> {
  const { region, accountId } = world.config;
  const sourceArn = `arn:aws:execute-api:${region}:${accountId}:${authorizer.apiId}/authorizers/${authorizer.authorizerId}`;
  if (!mayInvoke(world, target, sourceArn)) return { failed: authorizerFailed(NO_PERMISSION) };
  const invocation = world.invoker.invoke({
    functionName: target.functionArn,
    ...(target.qualifier !== undefined && { qualifier: target.qualifier }),
    payload: Buffer.from(authorizerEvent(authorizer, call), 'utf8'),
    type: 'RequestResponse',
    traceId: call.sent.traceId,
  });
  const result = await withTimeout(invocation, TIMEOUT_MS);
  if (result === TIMED_OUT) return { failed: authorizerFailed('Authorizer request timed out') };
  if (result.functionError) return { failed: failedWith(result.payload) };
  return { reply: JSON.parse(result.payload.toString('utf8')) as unknown };
}

function contextOf(reply: Readonly<Record<string, unknown>>): Authorization {
  const { context, principalId } = reply;
  return {
    kind: 'lambda',
    context: asMembers(context) ?? null,
    ...(typeof principalId === 'string' && { principalId }),
  };
}

/** A simple response allows or denies everything, a policy the routes that it names. */
function decide(authorizer: AuthorizerRow, reply: unknown, exchange: Exchange): Decision {
  const members = asMembers(reply);
  if (!members) return authorizerFailed(INVALID);
  const isAllowed = authorizer.enableSimpleResponses
    ? members['isAuthorized']
    : policyAllows(members['policyDocument'], routeArnOf(exchange));
  if (typeof isAllowed !== 'boolean') return authorizerFailed(INVALID);
  return isAllowed ? allow(contextOf(members)) : denied;
}

/** Where the reply is kept: a new version of the function asks anew. */
function cacheKey(
  { authorizerId }: AuthorizerRow,
  { qualifiedArn }: LambdaTarget,
  identity: readonly string[],
): string {
  return [authorizerId, qualifiedArn, ...identity].join('\n');
}

/** Asks a Lambda authorizer, or remembers what it said to the same identity; never rejects. */
export async function authorizeByLambda(
  world: World,
  cache: AuthorizerCache,
  authorizer: AuthorizerRow,
  request: Omit<Call, 'identity'>,
): Promise<Decision> {
  const { exchange, route, sent } = request;
  const identity = readIdentity(authorizer.identitySource, exchange, sent);
  if (!identity) return identityMissing;
  const target = exchange.stage.authorizerTargetOf(route);
  if (!target) return authorizerFailed('Invalid stage variable value');
  const ttlSeconds = authorizer.authorizerResultTtlInSeconds ?? 0;
  const stageKey = `${authorizer.apiId}/${exchange.stage.stageName}`;
  const key = cacheKey(authorizer, target, identity);
  const cached = ttlSeconds > 0 ? cache.get(stageKey, key) : undefined;
  if (cached) return decide(authorizer, cached.reply, exchange);
  try {
    const outcome = await invoke(world, target, authorizer, { ...request, identity });
    if ('failed' in outcome) return outcome.failed;
    if (ttlSeconds > 0) cache.set(stageKey, key, outcome.reply, ttlSeconds);
    return decide(authorizer, outcome.reply, exchange);
  } catch (error) {
    return authorizerFailed(error instanceof AwsError ? error.message : INVALID);
  }
}
