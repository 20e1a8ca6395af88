import { objectOf, type JsonObject } from './json.ts';
import type { Notes } from './notes.ts';

export interface DocumentOperation {
  readonly routeKey: string;
  readonly operation: JsonObject;
}

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);
const ANY = 'x-amazon-apigateway-any-method';
const DEFAULT_PATHS = new Set(['$default', '/$default']);

function routeKeyOf(path: string, method: string, operation: JsonObject): string {
  if (method !== ANY) return `${method.toUpperCase()} ${path}`;
  return DEFAULT_PATHS.has(path) || operation['isDefaultRoute'] === true ? '$default' : `ANY ${path}`;
}

function join(basePath: string, path: string): string {
  return basePath !== '' && path === '/' ? basePath : basePath + path;
}

/** All operations under `paths`, by route key. */
export function operationsOf(document: JsonObject, basePath: string, notes: Notes): DocumentOperation[] {
  const found: DocumentOperation[] = [];
  for (const [path, item] of Object.entries(objectOf(document['paths']))) {
    for (const [method, value] of Object.entries(objectOf(item))) {
      if (method !== ANY && !METHODS.has(method)) continue;
      const operation = objectOf(value);
      const isDefault = DEFAULT_PATHS.has(path);
      const routeKey = routeKeyOf(isDefault ? path : join(basePath, path), method, operation);
      found.push({ routeKey, operation });
      if ('requestBody' in operation)
        notes.info.push(`Request validation is not supported for HTTP APIs. Ignoring request body of '${routeKey}'.`);
    }
  }
  return found;
}
