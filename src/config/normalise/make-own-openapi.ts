import type { OwnOpenApi } from '../../model/service.ts';
import { isPlainObject, memberOf } from '../check/prune.ts';

export type OpenApiFile = { readonly document: Members } | { readonly problem: string };
type Members = Readonly<Record<string, unknown>>;

export interface Own {
  readonly openapi: OwnOpenApi;
  /** What the file says of a route's method and path. */
  readonly operationOf: (routeKey: string) => Members | undefined;
}

/** Methods that an OpenAPI path item may have. */
export const openApiMethods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

export function makeOwnOpenApi(file: OpenApiFile | undefined): Own | undefined {
  if (file === undefined || 'problem' in file) return undefined;
  const { document } = file;
  const { securitySchemes: _ours, ...components } = objectAt(document, 'components');
  const others = Object.entries(document).filter(([key]) => key === 'tags' || key === 'externalDocs');
  return {
    openapi: { info: objectAt(document, 'info'), components, others: Object.fromEntries(others) },
    operationOf: (routeKey) => operationOf(document, routeKey),
  };
}

// Who may call is said by the route's authorizer, where calls go by the route: the file's own words on that are left out.
function operationOf(document: Members, routeKey: string): Members | undefined {
  const [method = '', path = ''] = routeKey.split(' ');
  const item = objectAt(objectAt(document, 'paths'), path.replaceAll('+}', '}'));
  const operation = memberOf(item, method.toLowerCase());
  if (!isPlainObject(operation)) return undefined;
  const kept = Object.entries(operation).filter(([key]) => key !== 'security' && !key.startsWith('x-amazon-'));
  const parameters = [...listAt(item, 'parameters'), ...listAt(operation, 'parameters')].map((one) =>
    resolveReference(document, one),
  );
  return { ...Object.fromEntries(kept), ...(parameters.length > 0 && { parameters }) };
}

// In place: a parameter of the path must be known by its name, or it would be declared twice.
function resolveReference(document: Members, value: unknown): unknown {
  const reference = memberOf(value, '$ref');
  if (typeof reference !== 'string') return value;
  const keys = reference.split('/').slice(1);
  return (
    keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')).reduce<unknown>(memberOf, document) ?? value
  );
}

function objectAt(value: unknown, key: string): Members {
  const member = memberOf(value, key);
  return isPlainObject(member) ? member : {};
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const member = memberOf(value, key);
  return Array.isArray(member) ? member : [];
}
