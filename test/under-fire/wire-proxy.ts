import { createServer, request as send, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request to the control plane as it went over the wire. */
export interface WireCall {
  /** 1 for the first since the count was begun. */
  readonly number: number;
  /** Signing name: `lambda`, `apigateway`. */
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** Decides about a call before its effect and after it; `cut` drops the connection without an answer. */
export interface WireFault {
  readonly before?: (call: WireCall) => Verdict | Promise<Verdict>;
  readonly after?: (call: WireCall) => Verdict | Promise<Verdict>;
}
export type Verdict = 'go on' | 'cut' | { readonly status: number; readonly code: string };

export interface WireProxy {
  readonly endpoint: string;
  readonly calls: WireCall[];
  /** Begins to count anew, with this fault. */
  readonly arm: (fault?: WireFault) => void;
  readonly stop: () => Promise<void>;
}

/** Stands between ship and the endpoint of a local AWS: sees every call, and spoils those it is told to. */
export async function startWireProxy(target: () => string): Promise<WireProxy> {
  const calls: WireCall[] = [];
  let fault: WireFault = {};
  const server = createServer((incoming, outgoing) => {
    void handle(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await readAll(incoming);
    const call = toCall(incoming, body, calls.length + 1);
    calls.push(call);
    if (spoil(outgoing, call, (await fault.before?.(call)) ?? 'go on')) return;
    const answer = await forward(target(), incoming, body);
    if (spoil(outgoing, call, (await fault.after?.(call)) ?? 'go on')) return;
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    arm: (next = {}) => {
      fault = next;
      calls.length = 0;
    },
    stop: () => close(server),
  };
}

function toCall({ method = '', url = '/', headers }: IncomingMessage, body: Buffer, number: number): WireCall {
  const { pathname, searchParams } = new URL(url, 'http://endpoint');
  const service = /Credential=[^/]*\/[^/]*\/[^/]*\/([^/]*)\//.exec(headers.authorization ?? '')?.[1] ?? '';
  const isText = body.length < 200_000;
  return {
    number,
    service,
    method,
    path: decodeURIComponent(pathname),
    query: searchParams,
    body: isText ? body.toString('utf8') : '',
  };
}

/** True when the answer is spoilt, or nobody waits for it any more. */
function spoil(outgoing: ServerResponse, { service }: WireCall, verdict: Verdict): boolean {
  if (verdict === 'go on') return outgoing.destroyed;
  if (verdict === 'cut') outgoing.socket?.resetAndDestroy();
  else {
    const { status, code } = verdict;
    const xml = ['cloudformation', 'sts', 's3', 'sns'].includes(service);
    const error = service === 's3' ? `<Error><Code>${code}</Code><Message>${code}</Message></Error>` : '';
    const text =
      error ||
      `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${code}</Message></Error></ErrorResponse>`;
    outgoing.writeHead(status, { 'content-type': xml ? 'text/xml' : 'application/json', 'x-amzn-errortype': code });
    outgoing.end(xml ? text : JSON.stringify({ message: code, Type: 'User' }));
  }
  return true;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

function forward(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = send(new URL(url ?? '/', target), { method, headers, agent: false }, (response) => {
      readAll(response).then((read) => {
        resolve({ status: response.statusCode ?? 502, headers: withoutLength(response.headers), body: read });
      }, reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** The whole body is sent at once, whatever the framing was. */
function withoutLength({
  'transfer-encoding': _framing,
  connection: _connection,
  ...headers
}: IncomingMessage['headers']): IncomingMessage['headers'] {
  return headers;
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
