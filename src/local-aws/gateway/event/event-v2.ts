import type { Authorization, Exchange } from '../exchange.ts';
import type { CompiledRoute } from '../routing/compile-deployment.ts';
import { eventBody } from './body.ts';
import { clfTime } from './clf-time.ts';
import { parseQuery } from './query.ts';
import type { SentRequest } from './sent-request.ts';

const json = JSON.stringify;

function joinedQuery(rawQuery: string): string {
  const members: string[] = [];
  for (const [name, values] of parseQuery(rawQuery)) members.push(`${json(name)}:${json(values.join(','))}`);
  return `{${members.join(',')}}`;
}

function cookiesOf(cookie: string): string {
  return json(cookie.split(/;\s*/).filter((each) => each !== ''));
}

function authorizerMember(authorization: Authorization): string {
  if (authorization.kind === 'jwt') {
    const { claims, scopes } = authorization;
    return `"authorizer":{"jwt":${json({ claims, scopes })}},`;
  }
  if (authorization.kind === 'lambda') return `"authorizer":{"lambda":${json(authorization.context)}},`;
  return `"authorizer":{"iam":${json(authorization.identity)}},`;
}

/** `"requestContext":{...}` */
function requestContext(exchange: Exchange, route: CompiledRoute, sent: SentRequest): string {
  const { stage, method, domainName, sourceIp, requestId, startedAt, authorization } = exchange;
  const dot = domainName.indexOf('.');
  const domainPrefix = dot < 0 ? domainName : domainName.slice(0, dot);
  return (
    `"requestContext":{${stage.ownerJson}` +
    (authorization ? authorizerMember(authorization) : '') +
    `"domainName":${json(domainName)},"domainPrefix":${json(domainPrefix)},` +
    `"http":{"method":${json(method)},"path":${json(sent.rawPath)},"protocol":"HTTP/1.1",` +
    `"sourceIp":"${sourceIp}","userAgent":${json(sent.headers['user-agent'] ?? '')}},` +
    `"requestId":"${requestId}","routeKey":${route.routeKeyJson},"stage":${stage.nameJson},` +
    `"time":"${clfTime(startedAt)}","timeEpoch":${startedAt}}`
  );
}

/** What integration and authorizer events share, from `routeKey` to `stageVariables`; `body` goes between. */
export function sharedMembers(exchange: Exchange, route: CompiledRoute, sent: SentRequest, body: string): string {
  const { pathParameters, stage } = exchange;
  return (
    `"routeKey":${route.routeKeyJson},"rawPath":${json(sent.rawPath)},"rawQueryString":${json(sent.rawQuery)},` +
    (sent.cookie === undefined ? '' : `"cookies":${cookiesOf(sent.cookie)},`) +
    `"headers":${json(sent.headers)},` +
    (sent.rawQuery === '' ? '' : `"queryStringParameters":${joinedQuery(sent.rawQuery)},`) +
    requestContext(exchange, route, sent) +
    body +
    (pathParameters ? `,"pathParameters":${json(pathParameters)}` : '') +
    stage.variablesJson
  );
}

/**
 * The event of payload format 2.0 (http-api-develop-integrations-lambda). Members without content are absent. Written as
 * text: this is on the path of every request.
 */
export function eventV2(exchange: Exchange, route: CompiledRoute, sent: SentRequest): string {
  const body = eventBody(exchange.body, sent.headers['content-type']);
  const bodyMember = body ? `,"body":${body.json}` : '';
  const isBase64Encoded = body?.isBase64Encoded ?? false;
  return `{"version":"2.0",${sharedMembers(exchange, route, sent, bodyMember)},"isBase64Encoded":${isBase64Encoded}}`;
}
