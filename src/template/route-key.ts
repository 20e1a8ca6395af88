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

/** The path's parameters, which OpenAPI wants declared, and those that the user describes. */
export function operationParameters(
  names: readonly string[],
  openapi: Readonly<Record<string, unknown>> = {},
): readonly unknown[] {
  const described: readonly unknown[] = Array.isArray(openapi['parameters']) ? openapi['parameters'] : [];
  const isDescribed = (name: string): boolean =>
    described.some((one) => typeof one === 'object' && one !== null && 'name' in one && one.name === name);
  const rest = names.filter((name) => !isDescribed(name));
  return [...rest.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })), ...described];
}
