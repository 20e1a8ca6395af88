import { asList, asObject, asText, compact, type Settings } from '../draft.ts';
import { toJwtAuthorizer } from '../jwt-authorizer.ts';
import { followToFunction } from './follow.ts';
import { toKebab } from './plain-ids.ts';
import type { Resource, Resources } from './whole-template.ts';

/** Undefined: the route is open; null: who may call it cannot be taken over. */
export type AuthorizerName = string | undefined | null;

export interface CdkAuthorizers {
  readonly of: (route: Settings) => AuthorizerName;
  readonly all: () => Readonly<Record<string, Settings>>;
}

/** Authorizers of HTTP and REST APIs, as routes and methods name them. */
export function readCdkAuthorizers(resources: Resources, note: (text: string) => void): CdkAuthorizers {
  const used: Record<string, Settings> = {};
  const keep = (name: string, authorizer: Settings | undefined): AuthorizerName => {
    if (authorizer === undefined) return null;
    used[name] = authorizer;
    return name;
  };
  return {
    all: () => used,
    of: ({ AuthorizationType = 'NONE', AuthorizerId, ApiKeyRequired }) => {
      if (ApiKeyRequired === true) return null;
      if (AuthorizationType === 'NONE') return undefined;
      if (AuthorizationType === 'AWS_IAM') return keep('iam', { type: 'iam' });
      const id = asText(asObject(AuthorizerId)['Ref']);
      const resource = resources[id];
      return resource ? keep(id, toAuthorizer(id, resource, resources, note)) : null;
    },
  };
}

function toAuthorizer(
  id: string,
  { Type, Properties }: Resource,
  resources: Resources,
  note: (text: string) => void,
): Settings | undefined {
  const { Issuer: issuer, Audience: audience } = asObject(Properties['JwtConfiguration']);
  if (issuer !== undefined)
    return toJwtAuthorizer({ name: id, issuer, audience, identitySource: sourcesOf(Properties)[0] }, note);
  if (Properties['Type'] === 'COGNITO_USER_POOLS')
    return toJwtAuthorizer({ name: id, pool: asList(Properties['ProviderARNs'])[0] }, note);
  const target = followToFunction(Properties['AuthorizerUri'], resources);
  if (target === undefined) return undefined;
  if (Properties['Type'] === 'TOKEN')
    note(`authorizer ${id}: HTTP APIs send it the whole request (format 1.0), not only authorizationToken`);
  const isRest = Type === 'AWS::ApiGateway::Authorizer';
  const payload = isRest ? '1.0' : asText(Properties['AuthorizerPayloadFormatVersion'], '2.0');
  return compact({
    type: 'lambda',
    function: toKebab(target),
    payload: payload === '2.0' ? undefined : payload,
    simpleResponses: payload === '2.0' && Properties['EnableSimpleResponses'] !== true ? false : undefined,
    identitySources: sourcesOf(Properties),
    cacheSeconds:
      Properties['AuthorizerResultTtlInSeconds'] === 0 ? undefined : Properties['AuthorizerResultTtlInSeconds'],
  });
}

/** REST APIs write `method.request.header.Authorization`, and several with commas between. */
const sourcesOf = ({ IdentitySource }: Settings): readonly string[] =>
  asList(IdentitySource)
    .flatMap((one) => asText(one).split(','))
    .map((one) => one.trim().replace(/^method\.request\./, '$request.'))
    .filter((one) => one !== '');
