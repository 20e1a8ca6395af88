/** An answer on its way to the client. */
export interface GatewayResponse {
  readonly status: number;
  /** Names and values in turn, as `writeHead` takes them. */
  readonly headers: readonly string[];
  /** Text where it is text: node sends a short text together with the head, in one system call. */
  readonly body: string | Buffer;
}

export function bodyBytes({ body }: GatewayResponse): number {
  return typeof body === 'string' ? Buffer.byteLength(body) : body.length;
}

export function bodyText({ body }: GatewayResponse): string {
  return typeof body === 'string' ? body : body.toString('utf8');
}

const error = (status: number, message: string): GatewayResponse => ({
  status,
  // The gateway's own answers carry no content-type (http-api-troubleshooting-jwt shows one).
  headers: [],
  body: JSON.stringify({ message }),
});

export const badRequest = error(400, 'Bad Request');
export const notFound = error(404, 'Not Found');
export const forbidden = error(403, 'Forbidden');
export const unauthorized = error(401, 'Unauthorized');
export const tooManyRequests = error(429, 'Too Many Requests');
export const internalServerError = error(500, 'Internal Server Error');
export const serviceUnavailable = error(503, 'Service Unavailable');
export const requestEntityTooLarge = error(413, 'Request Entity Too Large');
export const headerFieldsTooLarge = error(431, 'Request Header Fields Too Large');

export function withHeaders(response: GatewayResponse, ...headers: readonly string[]): GatewayResponse {
  return { ...response, headers: [...response.headers, ...headers] };
}

/** They belong to the connection, or the gateway writes them itself. */
export const ownHeaders: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'upgrade',
  'trailer',
  'te',
]);

/** Of the names that are given lower-cased. */
export function withoutHeaders(headers: readonly string[], isGone: (lowerName: string) => boolean): string[] {
  const kept: string[] = [];
  for (let at = 0; at < headers.length; at += 2) {
    if (!isGone((headers[at] as string).toLowerCase())) kept.push(headers[at] as string, headers[at + 1] as string);
  }
  return kept;
}

/** All values under a name, joined with a comma; undefined when there are none. */
export function headerOf(headers: readonly string[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  let found: string | undefined;
  for (let at = 0; at < headers.length; at += 2) {
    if ((headers[at] as string).toLowerCase() !== wanted) continue;
    found = found === undefined ? headers[at + 1] : `${found},${headers[at + 1]}`;
  }
  return found;
}
