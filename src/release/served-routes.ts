import type { ServedRoutes } from '../plan/match-promotion.ts';
import { routeKeys } from './look.ts';

interface Integration {
  readonly $ref?: string;
  readonly uri?: string;
}

interface Exported {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, Integration>>>>;
}

interface Operation {
  readonly 'x-amazon-apigateway-integration'?: Integration;
}

/** Which Lambda each route of an exported OpenAPI document goes to. */
export function servedRoutes(openApi: string): ServedRoutes {
  const document = JSON.parse(openApi) as Exported;
  return Object.fromEntries(routeKeys(openApi).map((key) => [key, lambdaOf(document, key)]));
}

function lambdaOf({ paths = {}, components = {} }: Exported, key: string): string | undefined {
  const [method = '', path = ''] = key === '$default' ? ['any', '$default'] : key.split(' ');
  const operations = paths[path] ?? paths[`/${path}`] ?? {};
  const name = method.toLowerCase() === 'any' ? 'x-amazon-apigateway-any-method' : method.toLowerCase();
  const written = operations[name]?.['x-amazon-apigateway-integration'];
  const [, , group = '', member = ''] = written?.$ref?.split('/') ?? [];
  const uri = (written?.$ref === undefined ? written : components[group]?.[member])?.uri ?? '';
  return /:function:([\w-]+)/.exec(uri)?.[1];
}
