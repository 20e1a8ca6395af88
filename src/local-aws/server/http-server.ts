import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError } from '../kernel/aws-error.ts';
import { readHead, type Incoming } from './incoming.ts';
import { alsoHttp2 } from './also-http2.ts';
import { send } from './end-answer.ts';

/** The two ends of one request. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Answers one request, whose body is still to be read. */
export type Answer = (head: Incoming, exchange: Exchange) => Promise<void> | void;

export interface HttpServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

function refuse(response: ServerResponse, error: unknown): void {
  const { status, code, message } =
    error instanceof AwsError ? error : { status: 500, code: 'InternalFailure', message: String(error) };
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': code, connection: 'close' };
  if (!response.headersSent) send(response, { status, headers, body: JSON.stringify({ message }) });
  else response.destroy();
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Listens on loopback only. */
export async function startHttpServer(port: number, answer: Answer): Promise<HttpServer> {
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await answer(readHead(request), { request, response });
    } catch (error) {
      refuse(response, error);
    }
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => void serve(request, response);
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 60_000 }, listener);
  const closeHttp2 = alsoHttp2(server, listener);
  const opened = await listen(server, port);
  return {
    port: opened,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        closeHttp2();
      }),
  };
}
