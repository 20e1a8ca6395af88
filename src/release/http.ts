/** One HTTP exchange with the service under test; redirects are answers, not followed. */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  /** Over a connection of its own: to meet any of the hosts behind the URL. Only the beginning of the body is read. */
  readonly fresh?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A body larger than Lambda can answer is cut: nothing hostile fills the memory. */
const MAX_BODY_BYTES = 12 * 1024 * 1024;

export const fetchHttp: Http = async (request) => {
  const { url, method, headers, body, timeoutMs } = request;
  if (request.fresh) return (await import('./http-fresh.ts')).askFresh(request);
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await readBody(response) };
};

async function readBody(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk as Uint8Array);
    bytes += (chunk as Uint8Array).length;
    if (bytes > MAX_BODY_BYTES) break;
  }
  return Buffer.concat(chunks);
}
