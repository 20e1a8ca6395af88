import { functionArn, partitionOf } from '../model/arn.ts';
import { textDigest } from '../model/digest.ts';
import { releaseHeader, siblingsHeader, stepMarker } from '../model/release.ts';
import type { Route, Service } from '../model/service.ts';
import type { OpenApiFacts } from './openapi.ts';
import { parseRouteKey } from './route-key.ts';

/** Routes with the same function, payload format and time-out share one integration: an API holds 300 of them. */
export function integrationKey(route: Route): string {
  const target = route.proxy === undefined ? `${route.function}-v${route.payload}` : proxyKey(route, route.proxy);
  return `${target}-${route.timeoutMs}ms`;
}

// The method is part of an HTTP integration, the URL has characters that a reference cannot have.
function proxyKey(route: Route, url: string): string {
  return `proxy-${textDigest(url)}-${parseRouteKey(route.key).method}`;
}

export function integrations(service: Service, facts: OpenApiFacts): Record<string, unknown> {
  const byKey = new Map(service.routes.map((route) => [integrationKey(route), route]));
  const sorted = [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, route]) => [key, integration(service, route, facts)]));
}

function integration(service: Service, route: Route, facts: OpenApiFacts): unknown {
  const release = markerOf(facts);
  if (route.proxy !== undefined) return proxyIntegration(route, route.proxy, release);
  return {
    type: 'AWS_PROXY',
    httpMethod: 'POST',
    uri: functionUri(service, route.function ?? '', facts),
    credentials: facts.gatewayRoleArn,
    payloadFormatVersion: route.payload,
    timeoutInMillis: route.timeoutMs,
    requestParameters: {
      [`overwrite:header.${releaseHeader}`]: release,
      [`overwrite:header.${siblingsHeader}`]: siblings(facts),
    },
    responseParameters: markResponses(release),
  };
}

// Only the answer is marked: a stranger has no use for the versions of our functions.
function proxyIntegration(route: Route, uri: string, release: string): unknown {
  return {
    type: 'HTTP_PROXY',
    httpMethod: parseRouteKey(route.key).method,
    uri,
    payloadFormatVersion: '1.0',
    timeoutInMillis: route.timeoutMs,
    responseParameters: markResponses(release),
  };
}

/** The path form that API Gateway calls a function by; names the release's own version. */
export function functionUri(service: Service, functionKey: string, facts: OpenApiFacts): string {
  const definition = service.functions.find((candidate) => candidate.key === functionKey);
  const version = facts.share?.aliases[functionKey] ?? facts.versions[functionKey];
  if (definition === undefined || version === undefined)
    throw new Error(`no version is known for function ${functionKey} of ${service.name}`);
  return invocationUri(functionArn(facts, definition.lambdaName, version), facts.region);
}

export function invocationUri(arn: string, region: string): string {
  return `arn:${partitionOf(region)}:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
}

/** What answers say about who gave them. */
export const markerOf = ({ release, share }: OpenApiFacts): string =>
  share ? stepMarker(release, share.percent) : `r${release}`;

/** `invoice=7,payments=3`: lets a function call the siblings of its own release. */
function siblings({ versions, share }: OpenApiFacts): string {
  const list = (of: Readonly<Record<string, string>>): string =>
    Object.keys(of)
      .toSorted()
      .map((key) => `${key}=${of[key]}`)
      .join(',');
  return share ? `${list(share.liveVersions)};${list(versions)}` : list(versions);
}

// Response mappings have no wildcard: each status code needs its own.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
const markedStatusCodes: readonly number[] = [
  200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 307, 308, 400, 401, 402, 403, 404,
  405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431,
  451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
];

function markResponses(release: string): Record<string, unknown> {
  const mark = { [`overwrite:header.${releaseHeader}`]: release };
  return Object.fromEntries(markedStatusCodes.map((status) => [status, mark]));
}
