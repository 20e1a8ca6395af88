const ABSOLUTE = /^https?:\/\/[^/?#]*/i;

/** The target of a request as a path: a client that goes through a proxy sends the whole URL (RFC 9112, 3.2.2). */
export function originForm(target = '/'): string {
  if (target.startsWith('/')) return target;
  const rest = target.replace(ABSOLUTE, '');
  return rest.startsWith('?') || rest === '' ? `/${rest}` : rest;
}
