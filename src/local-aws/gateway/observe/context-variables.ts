import type { Exchange } from '../exchange.ts';
import { clfTime } from '../event/clf-time.ts';
import { bodyBytes, bodyText, type GatewayResponse } from '../respond/gateway-response.ts';

type Variable = (exchange: Exchange, response: GatewayResponse | undefined) => unknown;

const identity =
  (name: string): Variable =>
  ({ authorization }) =>
    authorization?.kind === 'iam' ? authorization.identity[name] : undefined;

const errorMessage: Variable = (exchange, response) =>
  response && response.status >= 400 && exchange.integrationStatus === undefined
    ? (JSON.parse(bodyText(response) || '{}') as { message?: string }).message
    : undefined;

const elapsed: Variable = ({ startedTick }) => Math.round(performance.now() - startedTick);
const integrationLatency: Variable = ({ integrationLatencyMs: ms }) => (ms === undefined ? undefined : Math.round(ms));

/** http-api-logging-variables. */
const VARIABLES: Readonly<Record<string, Variable>> = {
  accountId: ({ stage }) => stage.accountId,
  apiId: ({ stage }) => stage.apiId,
  'authorizer.error': ({ authorizerError }) => authorizerError,
  'authorizer.principalId': ({ authorization: a }) => (a?.kind === 'lambda' ? a.principalId : undefined),
  awsEndpointRequestId: ({ integrationRequestId }) => integrationRequestId,
  dataProcessed: ({ body }, response) => body.length + (response ? bodyBytes(response) : 0),
  domainName: ({ domainName }) => domainName,
  domainPrefix: ({ domainName }) => domainName.split('.', 1)[0],
  'error.message': errorMessage,
  'error.messageString': (exchange, response) => JSON.stringify(errorMessage(exchange, response)),
  extendedRequestId: ({ requestId }) => requestId,
  httpMethod: ({ method }) => method,
  'identity.accountId': identity('accountId'),
  'identity.caller': identity('callerId'),
  'identity.sourceIp': ({ sourceIp }) => sourceIp,
  'identity.user': identity('userId'),
  'identity.userAgent': ({ headers }) => headers.joined['user-agent'],
  'identity.userArn': identity('userArn'),
  'integration.error': ({ integrationError }) => integrationError,
  'integration.integrationStatus': ({ integrationServiceStatus }) => integrationServiceStatus,
  'integration.latency': integrationLatency,
  'integration.requestId': ({ integrationRequestId }) => integrationRequestId,
  'integration.status': ({ integrationStatus }) => integrationStatus,
  integrationErrorMessage: ({ integrationError }) => integrationError,
  integrationLatency,
  integrationStatus: ({ integrationServiceStatus }) => integrationServiceStatus,
  path: ({ rawPath }) => rawPath,
  protocol: () => 'HTTP/1.1',
  requestId: ({ requestId }) => requestId,
  requestTime: ({ startedAt }) => clfTime(startedAt),
  requestTimeEpoch: ({ startedAt }) => startedAt,
  responseLatency: elapsed,
  responseLength: (_, response) => response && bodyBytes(response),
  routeKey: ({ route }) => route?.routeKey,
  stage: ({ stage }) => stage.stageName,
  status: (_, response) => response?.status,
};

/** `authorizer.claims.sub`, or `authorizer.key` of a Lambda authorizer's context. */
function authorizerValue(exchange: Exchange, name: string): unknown {
  const { authorization } = exchange;
  if (authorization?.kind === 'jwt') return authorization.claims[name.replace(/^claims\./, '')];
  return authorization?.kind === 'lambda' ? authorization.context?.[name] : undefined;
}

function asText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The value of `$context.{name}`; undefined where there is none. */
export function contextVariable(exchange: Exchange, name: string, response?: GatewayResponse): string | undefined {
  const variable = VARIABLES[name];
  if (variable) return asText(variable(exchange, response));
  return name.startsWith('authorizer.') ? asText(authorizerValue(exchange, name.slice(11))) : undefined;
}
