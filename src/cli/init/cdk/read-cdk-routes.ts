import { asList, asObject, asText, compact, type DraftRoute, type Settings } from '../draft.ts';
import { toRouteKey } from '../serverless/read-events.ts';
import type { CdkAuthorizers } from './read-cdk-authorizers.ts';
import { followToFunction } from './follow.ts';
import type { Resource, Resources } from './whole-template.ts';

export interface CdkRoutes {
  /** By the id of the function. */
  readonly of: (functionId: string) => readonly DraftRoute[];
  /** Route key -> the rest of it, for what is answered by another server. */
  readonly proxies: Readonly<Record<string, Settings>>;
}

interface Found extends DraftRoute {
  readonly target: string;
}

interface Place {
  readonly resources: Resources;
  readonly authorizers: CdkAuthorizers;
  readonly note: (text: string) => void;
  readonly proxies: Record<string, Settings>;
}

/** Routes of all HTTP and REST APIs of the stack: a service of ship has one API. */
export function readCdkRoutes(
  resources: Resources,
  authorizers: CdkAuthorizers,
  note: (text: string) => void,
): CdkRoutes {
  const place: Place = { resources, authorizers, note, proxies: {} };
  const found = Object.values(resources).flatMap((resource): readonly Found[] => {
    if (resource.Type === 'AWS::ApiGatewayV2::Route') return readRoute(resource, place);
    return resource.Type === 'AWS::ApiGateway::Method' ? readMethod(resource, place) : [];
  });
  const open = Object.values(resources).filter(
    ({ Properties }) => asObject(Properties['Body'])['openapi'] !== undefined,
  );
  if (open.length > 0) note('the OpenAPI document of an API: name it in openapi, and its routes in routes');
  return {
    of: (functionId) => found.filter(({ target }) => target === functionId),
    proxies: place.proxies,
  };
}

function readRoute({ Properties }: Resource, place: Place): readonly Found[] {
  const { resources, note } = place;
  const key = asText(Properties['RouteKey'], '$default');
  const api = resources[asText(asObject(Properties['ApiId'])['Ref'])];
  if (api?.Properties['ProtocolType'] === 'WEBSOCKET')
    return none(note, `route ${key}: WebSocket APIs are not taken over`);
  const integration = integrationOf(Properties['Target'], resources);
  const { IntegrationType, IntegrationUri, PayloadFormatVersion } = integration?.Properties ?? {};
  const payload = PayloadFormatVersion === '2.0' ? '2.0' : '1.0';
  if (IntegrationType === 'HTTP_PROXY' && typeof IntegrationUri === 'string')
    return addProxy(key, IntegrationUri, Properties, place);
  const target = followToFunction(IntegrationUri, resources);
  if (target === undefined) return none(note, `route ${key}: it does not lead to a function`);
  return guarded({ key, payload, target }, Properties, place);
}

/** The target is `integrations/` joined with a reference. */
function integrationOf(target: unknown, resources: Resources): Resource | undefined {
  const id = /\$\{(\w+)\}$/.exec(asText(asObject(target)['Fn::Sub']))?.[1];
  return resources[id ?? ''];
}

function addProxy(key: string, url: string, properties: Settings, place: Place): readonly Found[] {
  const [route] = guarded({ key, payload: '2.0', target: '' }, properties, place);
  if (route) place.proxies[key] = compact({ proxy: url, authorizer: route.authorizer, scopes: route.scopes });
  return [];
}

function readMethod({ Properties }: Resource, place: Place): readonly Found[] {
  const { resources, note } = place;
  const { Type, Uri } = asObject(Properties['Integration']);
  const verb = asText(Properties['HttpMethod'], 'ANY');
  // How a REST API answers browsers that ask for leave: `cors` does it here.
  if (verb === 'OPTIONS' && Type === 'MOCK') return [];
  const key = toRouteKey(verb, pathOf(asText(asObject(Properties['ResourceId'])['Ref']), resources));
  const target = followToFunction(Uri, resources);
  if (Type === 'AWS' && target !== undefined)
    note(`route ${key}: its mapping templates are not taken over; the function gets the event of a proxy`);
  if (target === undefined) return none(note, `route ${key}: it does not lead to a function`);
  return guarded({ key, payload: '1.0', target }, Properties, place);
}

/** From a resource up to the root of its API. */
function pathOf(id: string, resources: Resources): string {
  const resource = resources[id];
  if (resource?.Type !== 'AWS::ApiGateway::Resource') return '';
  const { ParentId, PathPart } = resource.Properties;
  return `${pathOf(asText(asObject(ParentId)['Ref']), resources)}/${asText(PathPart)}`;
}

function guarded(route: Found, properties: Settings, { authorizers, note }: Place): readonly Found[] {
  const authorizer = authorizers.of(properties);
  // Open to all would be worse than missing.
  if (authorizer === null)
    return none(note, `route ${route.key}: its authorizer cannot be taken over, so the route is left out`);
  const scopes = asList(properties['AuthorizationScopes']).map((scope) => asText(scope));
  return [{ ...route, ...(authorizer && { authorizer }), ...(scopes.length > 0 && authorizer && { scopes }) }];
}

function none(note: (text: string) => void, text: string): readonly [] {
  note(text);
  return [];
}
