import { stackName } from '../model/names.ts';
import type { Authorizer, Route, Service } from '../model/service.ts';
import type { OpenApiDocument } from './openapi.ts';
import { inOrder, type Paths } from './paths.ts';
import { operationParameters, parseRouteKey, pathParameters } from './route-key.ts';
import { usedAuthorizers } from './security-schemes.ts';

const methodsOfAny = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The routes for people who call them: plain OpenAPI, without a word of AWS. `$default` has no place in it. */
export function publicOpenApi(service: Service, options: { version: string; url?: string }): OpenApiDocument {
  const schemes = usedAuthorizers(service).map((authorizer) => [authorizer.name, publicScheme(authorizer)]);
  const { info = {}, components = {}, others = {} } = service.openapi ?? {};
  const described = {
    ...components,
    ...(schemes.length > 0 && { securitySchemes: Object.fromEntries(schemes) }),
  };
  return {
    openapi: '3.0.3',
    info: { ...defaultInfo(service, options.version), ...info },
    ...(options.url !== undefined && { servers: [{ url: options.url }] }),
    ...others,
    paths: publicPaths(service.routes),
    ...(Object.keys(described).length > 0 && { components: described }),
  };
}

function defaultInfo(service: Service, version: string): OpenApiDocument['info'] {
  const { description } = service;
  return { title: stackName(service), version, ...(description !== undefined && { description }) };
}

// In order, ANY comes last, so it fills in only the methods that have no route of their own.
function publicPaths(routes: readonly Route[]): Paths {
  const result: Paths = {};
  for (const route of inOrder(routes)) {
    const { method, path, isDefault } = parseRouteKey(route.key);
    if (isDefault) continue;
    const item = (result[path.replaceAll('+}', '}')] ??= {});
    for (const one of method === 'ANY' ? methodsOfAny : [method]) item[one.toLowerCase()] ??= operation(route, path);
  }
  return result;
}

function operation(route: Route, path: string): Record<string, unknown> {
  const names = pathParameters(path).map((name) => name.replace('+', ''));
  const parameters = operationParameters(names, route.openapi);
  return {
    responses: { default: { description: 'Any answer' } },
    ...route.openapi,
    ...(parameters.length > 0 && { parameters }),
    ...(route.authorizer !== undefined && { security: [{ [route.authorizer]: route.scopes }] }),
  };
}

function publicScheme(authorizer: Authorizer): unknown {
  if (authorizer.kind === 'jwt') {
    const openIdConnectUrl = `${authorizer.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    return { type: 'openIdConnect', openIdConnectUrl };
  }
  if (authorizer.kind === 'iam')
    return { type: 'apiKey', name: 'Authorization', in: 'header', description: 'AWS Signature Version 4' };
  const [, where = 'header', name = 'Authorization'] =
    /^\$request\.(header|querystring)\.(.+)$/.exec(authorizer.identitySources[0] ?? '') ?? [];
  if (name.toLowerCase() === 'authorization') return { type: 'http', scheme: 'bearer' };
  return { type: 'apiKey', name, in: where === 'querystring' ? 'query' : 'header' };
}
