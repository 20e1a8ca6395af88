import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { RESPONSE_LIMIT_BYTES } from '../limits.ts';
import { answers, eventHead, httpAnswer } from './answers.ts';
import { RequestReader, type RuntimeRequest } from './request-reader.ts';

export interface RuntimeEvent {
  readonly requestId: string;
  readonly deadlineMs: number;
  readonly invokedFunctionArn: string;
  readonly traceId: string;
  /** JSON text. */
  readonly clientContext?: string;
  readonly payload: Buffer;
}

export interface RuntimeAnswer {
  readonly kind: 'response' | 'error';
  readonly body: Buffer;
  /** More than `body` holds when the limit was exceeded. */
  readonly bodyBytes: number;
  readonly errorType?: string;
}

export interface RuntimeApiListener {
  /** The runtime asks for an event: it has started, or is done with the one before. */
  readonly ready: () => void;
  readonly answered: (answer: RuntimeAnswer) => void;
  readonly initFailed: (answer: RuntimeAnswer) => void;
  /** What came is not the Runtime API's language. */
  readonly garbled: (reason: string) => void;
}

interface Connection {
  readonly socket: Socket;
  /** Answers not sent yet: when the next request is here already they travel with its answer, in one packet. */
  held: string;
}

const BASE = '/2018-06-01/runtime';
const NEXT = `${BASE}/invocation/next`;
const INVOCATION = `${BASE}/invocation/`;

/**
 * Lambda's Runtime API for one environment, on a loopback port of its own: the port tells who is asking, and
 * AWS_LAMBDA_RUNTIME_API has no room for a path.
 */
export class RuntimeApi {
  #server: Server | undefined;
  readonly #connections = new Set<Connection>();
  #waiting: Connection | undefined;
  #running: string | undefined;
  #answered: string | undefined;
  readonly #listener: RuntimeApiListener;

  constructor(listener: RuntimeApiListener) {
    this.#listener = listener;
  }

  async listen(): Promise<number> {
    const server = createServer({ noDelay: true }, (socket) => this.attach(socket));
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return (server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server?.close();
    for (const { socket } of this.#connections) socket.destroy();
    this.#waiting = undefined;
  }

  /** Hands the event to the runtime that waits for it; false when it has gone away. */
  deliver(event: RuntimeEvent): boolean {
    const connection = this.#waiting;
    if (!connection || connection.socket.destroyed) return false;
    this.#waiting = undefined;
    this.#running = event.requestId;
    const head = connection.held + eventHead(event);
    connection.held = '';
    writeTogether(connection.socket, head, event.payload);
    return true;
  }

  /** A connection of the environment: over its port, or one end of a pair that its process was handed at birth. */
  attach(socket: Socket): void {
    const connection: Connection = { socket, held: '' };
    this.#connections.add(connection);
    const reader = new RequestReader(RESPONSE_LIMIT_BYTES, {
      request: (request) => this.#answer(connection, request),
      expectsContinue: () => socket.write('HTTP/1.1 100 Continue\r\n\r\n'),
    });
    socket.on('data', (chunk) => {
      try {
        reader.push(chunk);
      } catch (error) {
        socket.destroy();
        this.#listener.garbled(String(error));
        return;
      }
      if (connection.held !== '' && this.#waiting !== connection) {
        socket.write(connection.held, 'latin1');
        connection.held = '';
      }
    });
    // A runtime that dies resets its connection; its exit is what counts.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#connections.delete(connection);
      if (this.#waiting === connection) this.#waiting = undefined;
    });
  }

  /** Web pages can reach loopback ports too, runtimes are no browsers. */
  #answer(connection: Connection, request: RuntimeRequest): void {
    const { method, path, isFromPage } = request.head;
    if (isFromPage) connection.held += answers.invalidTransition;
    else if (method === 'GET' && path === NEXT) this.#next(connection);
    else if (method === 'POST' && path === `${BASE}/init/error`) {
      connection.held += answers.accepted;
      this.#listener.initFailed(toAnswer('error', request));
    } else if (method === 'POST' && path.startsWith(INVOCATION)) this.#post(connection, request);
    else
      connection.held += httpAnswer('404 Not Found', { errorType: 'NotFound', errorMessage: `No such path: ${path}` });
  }

  #next(connection: Connection): void {
    if (this.#running !== undefined || (this.#waiting && this.#waiting !== connection)) {
      connection.held += answers.invalidTransition;
      return;
    }
    this.#waiting = connection;
    this.#listener.ready();
  }

  #post(connection: Connection, request: RuntimeRequest): void {
    const [id, what] = request.head.path.slice(INVOCATION.length).split('/');
    if (what !== 'response' && what !== 'error') {
      connection.held += httpAnswer('404 Not Found', { errorType: 'NotFound', errorMessage: 'No such path' });
    } else if (id !== this.#running) {
      connection.held += id === this.#answered ? answers.invalidTransition : answers.invalidRequestId;
    } else {
      this.#running = undefined;
      this.#answered = id;
      connection.held += request.bodyBytes > RESPONSE_LIMIT_BYTES ? answers.tooLarge : answers.accepted;
      this.#listener.answered(toAnswer(what, request));
    }
  }
}

function toAnswer(kind: RuntimeAnswer['kind'], { head, body, bodyBytes }: RuntimeRequest): RuntimeAnswer {
  if (kind === 'response') return { kind, body, bodyBytes };
  const { errorType } = head;
  return { kind, body, bodyBytes, ...(errorType === undefined ? {} : { errorType }) };
}

/** One system call for a small event, no copy for a large one. */
function writeTogether(socket: Socket, head: string, payload: Buffer): void {
  if (payload.length <= 64 * 1024) {
    const bytes = Buffer.allocUnsafe(head.length + payload.length);
    bytes.write(head, 0, 'latin1');
    payload.copy(bytes, head.length);
    socket.write(bytes);
    return;
  }
  socket.cork();
  socket.write(head, 'latin1');
  socket.write(payload);
  socket.uncork();
}
