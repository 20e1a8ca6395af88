import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer, type Http2ServerRequest, type Http2ServerResponse, type ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';

type Serve = (request: IncomingMessage, response: ServerResponse) => void;

/** What every HTTP/2 connection begins with, and no request of HTTP/1.1 does. */
const PREFACE = 'PRI';

/** The host is where HTTP/1.1 has it; the rest of what differs Node hides itself. */
function asHttp1(request: Http2ServerRequest): IncomingMessage {
  request.headers.host ??= request.authority;
  return request as unknown as IncomingMessage;
}

function hasPreface(chunk: Buffer): boolean {
  return chunk.toString('latin1', 0, PREFACE.length) === PREFACE;
}

/** Calls `decide` with the first bytes, which stay to be read. */
function peek(socket: Socket, decide: (chunk: Buffer) => void): void {
  const look = (): void => {
    const chunk = socket.read() as Buffer | null;
    if (chunk === null) return;
    socket.off('readable', look);
    socket.off('error', ignore);
    socket.unshift(chunk);
    decide(chunk);
  };
  // Who connects and goes away again, without a word or with a reset, wanted nothing.
  const ignore = (): void => void socket.destroy();
  socket.on('error', ignore);
  socket.on('readable', look);
}

/**
 * Lets the server speak HTTP/2 without TLS too, to clients that begin with it: the SDK's Kinesis client knows nothing else.
 * Costs a look at each connection's first bytes. Answers what ends all that was opened.
 */
export function alsoHttp2(server: Server, serve: Serve): () => void {
  const sessions = new Set<ServerHttp2Session>();
  const http2 = createServer((request: Http2ServerRequest, response: Http2ServerResponse) =>
    serve(asHttp1(request), response as unknown as ServerResponse),
  );
  http2.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
  });
  http2.on('sessionError', () => undefined);
  const speakHttp1 = server.listeners('connection') as ((socket: Socket) => void)[];
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    peek(socket, (chunk) => {
      if (hasPreface(chunk)) http2.emit('connection', socket);
      else for (const listener of speakHttp1) listener.call(server, socket);
    });
  });
  return () => {
    for (const session of sessions) session.destroy();
  };
}
