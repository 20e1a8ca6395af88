import type { AuthorizerRow } from '../../apigateway/rows.ts';
import { sharedMembersV1 } from '../event/event-v1.ts';
import { sharedMembers } from '../event/event-v2.ts';
import type { SentRequest } from '../event/sent-request.ts';
import type { Exchange } from '../exchange.ts';
import type { CompiledRoute } from '../routing/compile-deployment.ts';

/** `arn:aws:execute-api:region:account:api/stage/METHOD/path`, with the path as requested. */
export function routeArnOf({ stage, method, path }: Exchange): string {
  return `${stage.arn}/${method}${path}`;
}

function eventV1(exchange: Exchange, route: CompiledRoute, sent: SentRequest, identity: readonly string[]): string {
  const token = identity.length > 0 ? identity.join(',') : null;
  return JSON.stringify({
    version: '1.0',
    type: 'REQUEST',
    methodArn: routeArnOf(exchange),
    identitySource: token,
    authorizationToken: token,
    ...sharedMembersV1(exchange, route, sent),
  });
}

/** http-api-lambda-authorizer, "Payload format version". The body is in neither format. */
export function authorizerEvent(
  { authorizerPayloadFormatVersion }: AuthorizerRow,
  {
    exchange,
    route,
    sent,
    identity,
  }: { exchange: Exchange; route: CompiledRoute; sent: SentRequest; identity: readonly string[] },
): string {
  if (authorizerPayloadFormatVersion === '1.0') return eventV1(exchange, route, sent, identity);
  const source = identity.length > 0 ? JSON.stringify(identity) : 'null';
  return (
    `{"version":"2.0","type":"REQUEST","routeArn":${JSON.stringify(routeArnOf(exchange))},"identitySource":${source},` +
    `${sharedMembers(exchange, route, sent, '')}}`
  );
}
