import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { RESPONSE_LIMIT_BYTES } from '../limits.ts';
import { answers, eventHead, eventLine, httpAnswer } from './answers.ts';
import { RequestReader, type RuntimeRequest } from './request-reader.ts';
import { WordReader, type Word } from './word-reader.ts';

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
  readonly errorType: string | undefined;
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
  /** The local AWS's own runtime, at the other end of a pair. */
  readonly isOwn: boolean;
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
    const server = createServer({ noDelay: true }, (socket) => this.#attach(socket));
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
    const head = connection.held + (connection.isOwn ? eventLine(event) : eventHead(event));
    connection.held = '';
    writeTogether(connection.socket, head, event.payload);
    return true;
  }

  /**
   * One end of a pair whose other end the local AWS's own runtime was handed at birth. What is said over it is what the
   * Runtime API knows, in lines instead of HTTP; nothing is answered to an answer.
   */
  adopt(socket: Socket): void {
    const connection: Connection = { socket, isOwn: true, held: '' };
    const reader = new WordReader(RESPONSE_LIMIT_BYTES, (word) => this.#hear(connection, word));
    this.#open(connection, (chunk) => reader.push(chunk));
  }

  /** A connection to the environment's port. */
  #attach(socket: Socket): void {
    const connection: Connection = { socket, isOwn: false, held: '' };
    const reader = new RequestReader(RESPONSE_LIMIT_BYTES, {
      request: (request) => this.#answer(connection, request),
      expectsContinue: () => socket.write('HTTP/1.1 100 Continue\r\n\r\n'),
    });
    this.#open(connection, (chunk) => {
      reader.push(chunk);
      if (connection.held === '' || this.#waiting === connection) return;
      socket.write(connection.held, 'latin1');
      connection.held = '';
    });
  }

  #open(connection: Connection, take: (chunk: Buffer) => void): void {
    const { socket } = connection;
    this.#connections.add(connection);
    socket.on('data', (chunk) => {
      try {
        take(chunk);
      } catch (error) {
        socket.destroy();
        this.#listener.garbled(String(error));
      }
    });
    // A runtime that dies resets its connection; its exit is what counts.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#connections.delete(connection);
      if (this.#waiting === connection) this.#waiting = undefined;
    });
  }

  #hear(connection: Connection, { kind, requestId, body, bodyBytes, errorType }: Word): void {
    if (kind === 'next') this.#next(connection);
    else if (kind === 'init-error') this.#listener.initFailed({ kind: 'error', body, bodyBytes, errorType });
    else if (kind !== 'response' && kind !== 'error') throw new Error(`No such word: ${kind}`);
    else if (requestId === this.#running) this.#end(requestId, { kind, body, bodyBytes, errorType });
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
    else connection.held += elsewhere(path);
  }

  #next(connection: Connection): void {
    if (this.#running !== undefined || (this.#waiting && this.#waiting !== connection)) {
      if (!connection.isOwn) connection.held += answers.invalidTransition;
      return;
    }
    this.#waiting = connection;
    this.#listener.ready();
  }

  #post(connection: Connection, request: RuntimeRequest): void {
    const [id = '', what] = request.head.path.slice(INVOCATION.length).split('/');
    if (what !== 'response' && what !== 'error') {
      connection.held += httpAnswer('404 Not Found', { errorType: 'NotFound', errorMessage: 'No such path' });
    } else if (id !== this.#running) {
      connection.held += id === this.#answered ? answers.invalidTransition : answers.invalidRequestId;
    } else {
      connection.held += request.bodyBytes > RESPONSE_LIMIT_BYTES ? answers.tooLarge : answers.accepted;
      this.#end(id, toAnswer(what, request));
    }
  }

  #end(requestId: string, answer: RuntimeAnswer): void {
    this.#running = undefined;
    this.#answered = requestId;
    this.#listener.answered(answer);
  }
}

function toAnswer(kind: RuntimeAnswer['kind'], { head, body, bodyBytes }: RuntimeRequest): RuntimeAnswer {
  return { kind, body, bodyBytes, errorType: kind === 'error' ? head.errorType : undefined };
}

const SHARED_BYTES = 64 * 1024;
let shared = Buffer.allocUnsafeSlow(SHARED_BYTES);

/** One system call for a small event, no copy for a large one. */
function writeTogether(socket: Socket, head: string, payload: Buffer): void {
  const bytes = head.length + payload.length;
  if (bytes <= SHARED_BYTES) {
    shared.write(head, 0, 'latin1');
    payload.copy(shared, head.length);
    socket.write(shared.subarray(0, bytes));
    // What the kernel has not taken at once stays the socket's.
    if (socket.writableLength > 0) shared = Buffer.allocUnsafeSlow(SHARED_BYTES);
    return;
  }
  socket.cork();
  socket.write(head, 'latin1');
  socket.write(payload);
  socket.uncork();
}

function elsewhere(path: string): string {
  if (/^\/\d{4}-\d\d-\d\d\/(extension|telemetry|logs)\b/.test(path)) {
    const errorMessage = `The local AWS does not implement extensions (${path}).`;
    return httpAnswer('501 Not Implemented', { errorType: 'NotImplemented', errorMessage });
  }
  return httpAnswer('404 Not Found', { errorType: 'NotFound', errorMessage: `No such path: ${path}` });
}
