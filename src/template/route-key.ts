/** `GET /orders/{id}` taken apart; `$default` has the method ANY and the path `/$default`, as API Gateway exports it. */
export interface RouteParts {
  readonly method: string;
  readonly path: string;
  readonly isDefault: boolean;
}

export function parseRouteKey(key: string): RouteParts {
  if (key === '$default') return { method: 'ANY', path: '/$default', isDefault: true };
  const [method = '', path = ''] = key.split(' ');
  return { method, path, isDefault: false };
}

/** `/a/{id}/{rest+}` -> `id`, `rest+`. */
export function pathParameters(path: string): readonly string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? '');
}
