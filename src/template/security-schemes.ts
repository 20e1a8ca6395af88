import { functionArn } from '../model/arn.ts';
import { liveAlias } from '../model/release.ts';
import type { Authorizer, JwtAuthorizer, LambdaAuthorizer, Service } from '../model/service.ts';
import { functionUri, invocationUri } from './integrations.ts';
import type { OpenApiFacts } from './openapi.ts';

/** The authorizers that routes use, in API Gateway's dialect of OpenAPI. */
export function securitySchemes(service: Service, facts: OpenApiFacts): Record<string, unknown> {
  const schemes = usedAuthorizers(service).map((authorizer) => [authorizer.name, scheme(service, authorizer, facts)]);
  return Object.fromEntries(schemes);
}

export function usedAuthorizers(service: Service): readonly Authorizer[] {
  const used = new Set(service.routes.map((route) => route.authorizer));
  const authorizers = service.authorizers.filter((authorizer) => used.has(authorizer.name));
  return authorizers.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function scheme(service: Service, authorizer: Authorizer, facts: OpenApiFacts): unknown {
  if (authorizer.kind === 'iam') return iamScheme;
  return authorizer.kind === 'jwt' ? jwtScheme(authorizer) : lambdaScheme(service, authorizer, facts);
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html
const iamScheme = {
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  'x-amazon-apigateway-authtype': 'awsSigv4',
} as const;

function jwtScheme(authorizer: JwtAuthorizer): unknown {
  return {
    type: 'oauth2',
    'x-amazon-apigateway-authorizer': {
      type: 'jwt',
      identitySource: authorizer.identitySource,
      jwtConfiguration: { issuer: authorizer.issuer, audience: authorizer.audience },
    },
  };
}

// `name` and `in` make the scheme valid OpenAPI; what the gateway reads is identitySource.
function lambdaScheme(service: Service, authorizer: LambdaAuthorizer, facts: OpenApiFacts): unknown {
  return {
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    'x-amazon-apigateway-authorizer': {
      type: 'request',
      identitySource: authorizer.identitySources.join(','),
      authorizerUri: authorizerUri(service, authorizer, facts),
      authorizerCredentials: facts.gatewayRoleArn,
      authorizerPayloadFormatVersion: authorizer.payload,
      ...(authorizer.payload === '2.0' && { enableSimpleResponses: authorizer.simpleResponses }),
      authorizerResultTtlInSeconds: authorizer.cacheSeconds,
    },
  };
}

/** Own authorizers by version, so that they switch and return with the routes; others by their `live` alias. */
function authorizerUri(service: Service, authorizer: LambdaAuthorizer, facts: OpenApiFacts): string {
  if (authorizer.function !== undefined) return functionUri(service, authorizer.function, facts);
  if (authorizer.external === undefined) throw new Error(`authorizer ${authorizer.name} names no function`);
  return invocationUri(functionArn(facts, authorizer.external.lambdaName, liveAlias), facts.region);
}
