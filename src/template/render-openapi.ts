import { stackName } from '../model/names.ts';
import type { Service } from '../model/service.ts';
import { corsExtension } from './cors.ts';
import { integrations, markerOf } from './integrations.ts';
import type { OpenApiDocument, OpenApiFacts } from './openapi.ts';
import { paths } from './paths.ts';
import { securitySchemes } from './security-schemes.ts';

/**
 * The document that ReimportApi takes for one release: its integrations name exactly the versions in `facts`.
 * The same service and facts give the same document.
 */
export function renderOpenApi(service: Service, facts: OpenApiFacts): OpenApiDocument {
  const schemes = securitySchemes(service, facts);
  return {
    openapi: '3.0.3',
    // The title is the API's name: another one would rename the API on import, behind CloudFormation's back.
    info: { title: stackName(service), version: markerOf(facts) },
    ...service.openapi?.others,
    paths: paths(service.routes),
    components: {
      ...service.openapi?.components,
      ...(Object.keys(schemes).length > 0 && { securitySchemes: schemes }),
      'x-amazon-apigateway-integrations': integrations(service, facts),
    },
    ...(service.cors !== undefined && { 'x-amazon-apigateway-cors': corsExtension(service.cors) }),
    'x-amazon-apigateway-importexport-version': '1.0',
  };
}
