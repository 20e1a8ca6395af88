import type { Authorizer, Cors, LambdaAuthorizer, Route } from '../../model/service.ts';
import type { ServiceInput } from './function-input.ts';

type RoutesInput = NonNullable<ServiceInput['routes']>;
type AuthorizerInput = NonNullable<ServiceInput['authorizers']>[string];

/** API Gateway waits no longer for a Lambda behind an HTTP API. */
export const maxRouteTimeoutMs = 30_000;

export function makeRoutes(routes: RoutesInput, payloadOf: (functionKey: string) => '1.0' | '2.0'): readonly Route[] {
  return Object.entries(routes).map(([key, written]) => {
    const route = typeof written === 'string' ? { function: written } : written;
    return {
      key,
      function: route.function,
      payload: route.payload ?? payloadOf(route.function),
      ...(route.authorizer !== undefined && { authorizer: route.authorizer }),
      scopes: route.scopes ?? [],
      timeoutMs: route.timeout === undefined ? maxRouteTimeoutMs : Math.round(route.timeout * 1000),
      ...(route.openapi !== undefined && { openapi: route.openapi }),
    };
  });
}

const bearerHeader = '$request.header.Authorization';

export function makeAuthorizer(
  name: string,
  input: AuthorizerInput,
  lambdaNameOf: (service: string, exportName: string) => string,
): Authorizer {
  if (input.type === 'lambda') return makeLambdaAuthorizer(name, input, lambdaNameOf);
  const { issuer, audience, identitySource = bearerHeader } = input;
  return { kind: 'jwt', name, issuer, audience, identitySource };
}

function makeLambdaAuthorizer(
  name: string,
  input: AuthorizerInput & { type: 'lambda' },
  lambdaNameOf: (service: string, exportName: string) => string,
): LambdaAuthorizer {
  const [first = '', exportName] = input.function.split('.');
  const payload = input.payload ?? '2.0';
  return {
    kind: 'lambda',
    name,
    ...(exportName === undefined
      ? { function: first }
      : { external: { service: first, export: exportName, lambdaName: lambdaNameOf(first, exportName) } }),
    payload,
    simpleResponses: input.simpleResponses ?? payload === '2.0',
    identitySources: input.identitySources ?? [bearerHeader],
    cacheSeconds: input.cacheSeconds ?? 0,
  };
}

export function makeCors(cors: NonNullable<ServiceInput['cors']>): Cors | undefined {
  if (cors === false) return undefined;
  const written = cors === true ? {} : cors;
  const allowCredentials = written.credentials ?? false;
  return {
    allowOrigins: written.origins ?? ['*'],
    allowMethods: written.methods ?? ['*'],
    // With credentials browsers take the asterisk for a header of that name.
    allowHeaders: written.headers ?? (allowCredentials ? [] : ['*']),
    exposeHeaders: written.exposeHeaders ?? [],
    allowCredentials,
    ...(written.maxAge !== undefined && { maxAgeSeconds: written.maxAge }),
  };
}
