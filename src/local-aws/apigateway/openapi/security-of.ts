import { checkAuthorizer } from '../draft/check-authorizer.ts';
import { badRequest } from '../errors.ts';
import type { AuthorizerRow, RouteRow } from '../rows.ts';
import { listOf, objectOf, textOf, type JsonObject } from './json.ts';
import type { Notes } from './notes.ts';
import { readAuthorizer } from './read-authorizer.ts';

type Authorization = Pick<RouteRow, 'authorizationType' | 'authorizerId' | 'authorizationScopes'>;

/** The security schemes of a document as authorizers, and what each operation asks for. */
export interface Security {
  readonly authorizers: readonly AuthorizerRow[];
  readonly authorizationOf: (operation: JsonObject, routeKey: string) => Authorization;
}

const NONE: Authorization = { authorizationType: 'NONE' };
const IAM: Authorization = { authorizationType: 'AWS_IAM' };

function readAuthorizers(apiId: string, schemes: JsonObject): AuthorizerRow[] {
  const rows: AuthorizerRow[] = [];
  for (const [name, scheme] of Object.entries(schemes)) {
    if (!('x-amazon-apigateway-authorizer' in objectOf(scheme))) continue;
    const row = readAuthorizer(apiId, name, objectOf(scheme));
    checkAuthorizer(row, rows);
    rows.push(row);
  }
  return rows;
}

/** The one requirement of an operation, or the document's. */
function requirementOf(document: JsonObject, operation: JsonObject, routeKey: string): [string, unknown] | undefined {
  const requirements = listOf(operation['security'] ?? document['security']).map(objectOf);
  const named = requirements.flatMap((requirement) => Object.entries(requirement));
  // http-api-open-api: "API Gateway does not support this" is an error, not a warning.
  if (named.length > 1) throw badRequest(`Multiple security requirements are not supported: ${routeKey}`);
  return named[0];
}

export function collectSecurity(apiId: string, document: JsonObject, notes: Notes): Security {
  const schemes = objectOf(objectOf(document['components'])['securitySchemes']);
  const authorizers = readAuthorizers(apiId, schemes);

  const authorize = (name: string, scopes: readonly string[], routeKey: string): Authorization => {
    const authorizer = authorizers.find((row) => row.name === name);
    if (authorizer?.authorizerType === 'REQUEST')
      return { authorizationType: 'CUSTOM', authorizerId: authorizer.authorizerId };
    if (authorizer) {
      const wanted = scopes.length > 0 ? { authorizationScopes: scopes } : {};
      return { authorizationType: 'JWT', authorizerId: authorizer.authorizerId, ...wanted };
    }
    const scheme = objectOf(schemes[name]);
    if (textOf(scheme['x-amazon-apigateway-authtype'])?.toLowerCase() === 'awssigv4') return IAM;
    notes.warnings.push(
      `Unsupported security definition type '${textOf(scheme['type']) ?? ''}' for '${name}' at '${routeKey}'. Ignoring.`,
    );
    return NONE;
  };

  return {
    authorizers,
    authorizationOf: (operation, routeKey) => {
      const type = textOf(objectOf(operation['x-amazon-apigateway-auth'])['type'])?.toUpperCase();
      if (type === 'AWS_IAM') return IAM;
      const requirement = type === 'NONE' ? undefined : requirementOf(document, operation, routeKey);
      return requirement ? authorize(requirement[0], listOf(requirement[1]).map(String), routeKey) : NONE;
    },
  };
}
