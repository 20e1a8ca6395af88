import { releaseHeader } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import { markerOf } from './integrations.ts';
import type { OpenApiDocument, OpenApiFacts } from './openapi.ts';
import { renderOpenApi } from './render-openapi.ts';
import { type ServedOperation, servedOperations, shapeOf } from './served-operations.ts';

export interface RenderedShare {
  readonly document: OpenApiDocument;
  /** Routes of the live release that stay as they are until all calls go to the new one. */
  readonly kept: readonly string[];
}

/**
 * The document of one step: every route that both releases have goes to the aliases that weigh their versions. A route
 * that changes or goes stays as it is served now, one that comes is there with its own version: neither can be weighed.
 * `served` is what the live stage exports; left out, where both releases have the same routes.
 */
export function renderShare(service: Service, facts: OpenApiFacts, served?: OpenApiDocument): RenderedShare {
  const document = renderOpenApi(service, facts);
  if (!served) return { document, kept: [] };
  const { share: _share, ...exact } = facts;
  const [live, next] = [servedOperations(served), servedOperations(renderOpenApi(service, exact))];
  const kept = [...live].filter(([key, one]) => !hasShape(next.get(key), one));
  const added = [...next].filter(([key]) => !live.has(key));
  const cors = served['x-amazon-apigateway-cors'] ?? document['x-amazon-apigateway-cors'];
  const carried = [
    ...kept.map(([, one]) => carry(one, 'live', markerOf(facts))),
    ...added.map(([, one]) => carry(one, 'next', markerOf(facts))),
  ];
  return {
    document: { ...join(document, carried), ...(cors === undefined ? {} : { 'x-amazon-apigateway-cors': cors }) },
    kept: kept.map(([key]) => key),
  };
}

const hasShape = (one: ServedOperation | undefined, other: ServedOperation): boolean =>
  one !== undefined && shapeOf(one) === shapeOf(other);

type Carried = ReturnType<typeof carry>;

/** A route with all that belongs to it, under names that nothing else has. */
function carry({ path, method, operation, integration, schemes }: ServedOperation, prefix: string, marker: string) {
  const nameOf = (name: string): string => `${prefix}-${name}`;
  const security = (operation['security'] ?? []) as readonly Record<string, unknown>[];
  const renamed = security.map((one) => Object.fromEntries(Object.entries(one).map(([k, v]) => [nameOf(k), v])));
  return {
    path,
    method,
    schemes: Object.fromEntries(Object.entries(schemes).map(([name, scheme]) => [nameOf(name), scheme])),
    operation: {
      ...operation,
      ...(security.length > 0 && { security: renamed }),
      'x-amazon-apigateway-integration': withMarker(integration, marker),
    },
  };
}

/** Answers are told apart by their mark: those of a step have all the same. */
function withMarker(integration: ServedOperation['integration'], marker: string): Record<string, unknown> {
  const mark = { [`overwrite:header.${releaseHeader}`]: marker };
  const { requestParameters, responseParameters = {} } = integration as {
    requestParameters?: Record<string, unknown>;
    responseParameters?: Record<string, Record<string, unknown>>;
  };
  return {
    ...integration,
    ...(requestParameters && { requestParameters: { ...requestParameters, ...mark } }),
    responseParameters: Object.fromEntries(
      Object.entries(responseParameters).map(([status, mapped]) => [status, { ...mapped, ...mark }]),
    ),
  };
}

function join(document: OpenApiDocument, carried: readonly Carried[]): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = { ...document.paths };
  for (const { path, method, operation } of carried) paths[path] = { ...paths[path], [method]: operation };
  const schemes = {
    ...(document.components?.['securitySchemes'] as object | undefined),
    ...Object.assign({}, ...carried.map((one) => one.schemes)),
  } as Record<string, unknown>;
  const used = new Set(
    Object.values(paths).flatMap((item) =>
      Object.values(item).flatMap((one) =>
        ((one as { security?: readonly object[] }).security ?? []).flatMap((entry) => Object.keys(entry)),
      ),
    ),
  );
  // An API holds ten authorizers: those that no route of this document names are left out.
  const needed = Object.fromEntries(Object.entries(schemes).filter(([name]) => used.has(name)));
  const { securitySchemes: _all, ...components } = document.components ?? {};
  return {
    ...document,
    paths,
    components: { ...components, ...(Object.keys(needed).length > 0 && { securitySchemes: needed }) },
  };
}
