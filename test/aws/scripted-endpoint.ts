import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedAnswer {
  readonly status?: number;
  /** `x-amzn-errortype`. */
  readonly error?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Take the request, then close the connection without an answer. */
  readonly hangUp?: boolean;
}

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly at: number;
}

export interface ScriptedEndpoint {
  readonly endpoint: string;
  readonly received: readonly Received[];
  readonly stop: () => Promise<void>;
}

/** The other end of the wire: gives the answers one after the other; the last one again and again. */
export async function startScriptedEndpoint(answers: readonly ScriptedAnswer[]): Promise<ScriptedEndpoint> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void readText(request).then((body) => {
      received.push({ method: request.method ?? '', url: request.url ?? '', body, at: performance.now() });
      give(answers[Math.min(received.length, answers.length) - 1] ?? {}, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function give(answer: ScriptedAnswer, response: ServerResponse): void {
  if (answer.hangUp) {
    response.destroy();
    return;
  }
  const isText = typeof answer.body === 'string';
  response.writeHead(answer.status ?? 200, {
    'content-type': isText ? 'text/xml' : 'application/json',
    ...(answer.error && { 'x-amzn-errortype': answer.error }),
    ...answer.headers,
  });
  response.end(isText ? answer.body : JSON.stringify(answer.body ?? {}));
}
