import type { Authorizer, Cors, LambdaAuthorizer, Route } from '../../model/service.ts';
import type { ServiceInput } from './function-input.ts';

type RoutesInput = NonNullable<ServiceInput['routes']>;
type AuthorizerInput = NonNullable<ServiceInput['authorizers']>[string];

/** API Gateway waits no longer for a Lambda behind an HTTP API. */
export const maxRouteTimeoutMs = 30_000;

export interface RoutePlace {
  readonly payloadOf: (functionKey: string) => '1.0' | '2.0';
  /** What the user's OpenAPI file says of the operation. */
  readonly operationOf: (routeKey: string) => Readonly<Record<string, unknown>> | undefined;
}

export function makeRoutes(routes: RoutesInput, { payloadOf, operationOf }: RoutePlace): readonly Route[] {
  return Object.entries(routes).map(([key, written]) => {
    const route: Exclude<typeof written, string> = typeof written === 'string' ? { function: written } : written;
    const operation = operationOf(key);
    const openapi = operation === undefined ? route.openapi : { ...operation, ...route.openapi };
    return {
      key,
      ...(route.function !== undefined && { function: route.function }),
      ...(route.proxy !== undefined && { proxy: route.proxy }),
      payload: route.proxy === undefined ? (route.payload ?? payloadOf(route.function ?? '')) : '1.0',
      ...(route.authorizer !== undefined && { authorizer: route.authorizer }),
      scopes: route.scopes ?? [],
      timeoutMs: route.timeout === undefined ? maxRouteTimeoutMs : Math.round(route.timeout * 1000),
      ...(openapi !== undefined && { openapi }),
    };
  });
}

const bearerHeader = '$request.header.Authorization';

export function makeAuthorizer(
  name: string,
  input: AuthorizerInput,
  lambdaNameOf: (service: string, exportName: string) => string,
): Authorizer {
  if (input.type === 'iam') return { kind: 'iam', name };
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
