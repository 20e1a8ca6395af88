import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError } from '../kernel/aws-error.ts';
import { guardHost } from './guard-host.ts';
import { readBody, readHead, type Incoming } from './incoming.ts';
import type { Outgoing } from './render-reply.ts';

export type Answer = (incoming: Incoming, exchange: Exchange) => Promise<void>;

/** The two ends of one request. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export interface HttpServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

export function send(response: ServerResponse, { status, headers, body }: Outgoing): void {
  response.writeHead(status, { ...headers, ...(status === 204 ? {} : { 'content-length': Buffer.byteLength(body) }) });
  response.end(body);
}

export function refuse(response: ServerResponse, error: unknown): void {
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

/** Listens on loopback only; reads each request and hands it on. */
export async function startHttpServer(port: number, answer: Answer): Promise<HttpServer> {
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const head = readHead(request);
      guardHost(head, () => false);
      await answer({ ...head, body: await readBody(request) }, { request, response });
    } catch (error) {
      refuse(response, error);
    }
  };
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 60_000 }, (request, response) => {
    void serve(request, response);
  });
  const opened = await listen(server, port);
  return {
    port: opened,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
