import type { Authorization, Exchange } from '../exchange.ts';
import type { CompiledRoute } from '../routing/compile-deployment.ts';
import { eventBody } from './body.ts';
import { clfTime } from './clf-time.ts';
import { parseQuery } from './query.ts';
import type { SentRequest } from './sent-request.ts';
import { spellHeaders } from './spell-headers.ts';

type Members = Readonly<Record<string, unknown>>;

/** http-api-develop-integrations-lambda shows the first of several values of a query parameter here. */
function queryMembers(rawQuery: string): Members {
  if (rawQuery === '') return { queryStringParameters: null, multiValueQueryStringParameters: null };
  const values = [...parseQuery(rawQuery)];
  return {
    queryStringParameters: Object.fromEntries(values.map(([name, all]) => [name, all[0]])),
    multiValueQueryStringParameters: Object.fromEntries(values),
  };
}

function authorizerMember(authorization: Authorization | undefined): Members {
  if (!authorization || authorization.kind === 'iam') return {};
  if (authorization.kind === 'jwt') {
    return { authorizer: { claims: authorization.claims, scopes: authorization.scopes } };
  }
  const { context, principalId } = authorization;
  return { authorizer: { ...context, ...(principalId !== undefined && { principalId }) } };
}

function identityOf({ authorization, sourceIp }: Exchange, userAgent: string): Members {
  const iam = authorization?.kind === 'iam' ? authorization.identity : {};
  return {
    accessKey: iam['accessKey'] ?? null,
    accountId: iam['accountId'] ?? null,
    caller: iam['callerId'] ?? null,
    cognitoAmr: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp,
    user: iam['userId'] ?? null,
    userAgent,
    userArn: iam['userArn'] ?? null,
  };
}

function requestContext(exchange: Exchange, route: CompiledRoute, sent: SentRequest): Members {
  const { stage, domainName, requestId, method, startedAt } = exchange;
  return {
    accountId: stage.accountId,
    apiId: stage.apiId,
    ...authorizerMember(exchange.authorization),
    domainName,
    domainPrefix: domainName.split('.', 1)[0],
    extendedRequestId: requestId,
    httpMethod: method,
    identity: identityOf(exchange, sent.headers['user-agent'] ?? ''),
    path: sent.rawPath,
    protocol: 'HTTP/1.1',
    requestId,
    requestTime: clfTime(startedAt),
    requestTimeEpoch: startedAt,
    resourceId: route.routeKey,
    resourcePath: route.path,
    stage: stage.stageName,
  };
}

/** What integration and authorizer events share. */
export function sharedMembersV1(exchange: Exchange, route: CompiledRoute, sent: SentRequest): Members {
  const { headers, multiValueHeaders } = spellHeaders(exchange.request.rawHeaders, sent);
  const variables = exchange.stage.variables;
  return {
    resource: route.path,
    path: sent.rawPath,
    httpMethod: exchange.method,
    headers,
    multiValueHeaders,
    ...queryMembers(sent.rawQuery),
    requestContext: requestContext(exchange, route, sent),
    pathParameters: exchange.pathParameters ?? null,
    stageVariables: Object.keys(variables).length > 0 ? variables : null,
  };
}

/** The event of payload format 1.0, its members as in events recorded from AWS: without content they are null. */
export function eventV1(exchange: Exchange, route: CompiledRoute, sent: SentRequest): string {
  const body = eventBody(exchange.body, sent.headers['content-type']);
  const shared = JSON.stringify({ version: '1.0', ...sharedMembersV1(exchange, route, sent) });
  return `${shared.slice(0, -1)},"body":${body?.json ?? 'null'},"isBase64Encoded":${body?.isBase64Encoded ?? false}}`;
}
