import { ChunkedBody } from './chunked-body.ts';

export interface RuntimeRequest {
  readonly method: string;
  readonly path: string;
  /** Request line and headers, as sent. */
  readonly head: string;
  /** Cut off at the limit given to the reader. */
  readonly body: Buffer;
  /** As sent. */
  readonly bodyBytes: number;
}

export interface RequestListener {
  readonly request: (request: RuntimeRequest) => void;
  /** The client waits for leave to send its body. */
  readonly expectsContinue: () => void;
}

const HEAD_LIMIT_BYTES = 64 * 1024;
const EMPTY = Buffer.alloc(0);

/**
 * Reads HTTP/1.1 requests from a connection: keep-alive, pipelined, with a length or chunked. Half the cost of
 * `node:http` for each invocation, which is why it exists. Throws on what is not HTTP.
 */
export class RequestReader {
  #rest: Buffer = EMPTY;
  #head = '';
  #left = 0;
  #chunked: ChunkedBody | undefined;
  #body: Buffer[] = [];
  #bodyBytes = 0;
  readonly #listener: RequestListener;
  readonly #limitBytes: number;

  constructor(limitBytes: number, listener: RequestListener) {
    this.#limitBytes = limitBytes;
    this.#listener = listener;
  }

  push(chunk: Buffer): void {
    let bytes: Buffer | undefined = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = EMPTY;
    while (bytes && bytes.length > 0) bytes = this.#head === '' ? this.#readHead(bytes) : this.#readBody(bytes);
  }

  #readHead(bytes: Buffer): Buffer | undefined {
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0 || end > HEAD_LIMIT_BYTES) {
      if (bytes.length > HEAD_LIMIT_BYTES) throw new Error('The request head is too long.');
      this.#rest = bytes;
      return undefined;
    }
    this.#head = bytes.toString('latin1', 0, end);
    const rest = bytes.subarray(end + 4);
    if (/\r\ntransfer-encoding: *chunked/i.test(this.#head))
      this.#chunked = new ChunkedBody((data) => this.#take(data));
    else this.#left = Number(/\r\ncontent-length: *(\d+)/i.exec(this.#head)?.[1] ?? 0);
    if (!this.#chunked && this.#left === 0) this.#complete();
    else if (rest.length === 0 && /\r\nexpect: *100-continue/i.test(this.#head)) this.#listener.expectsContinue();
    return rest;
  }

  #readBody(bytes: Buffer): Buffer | undefined {
    if (this.#chunked) {
      const rest = this.#chunked.push(bytes);
      if (rest) this.#complete();
      return rest;
    }
    const part = bytes.subarray(0, this.#left);
    this.#left -= part.length;
    this.#take(part);
    if (this.#left === 0) this.#complete();
    return bytes.subarray(part.length);
  }

  #take(part: Buffer): void {
    if (this.#bodyBytes < this.#limitBytes) this.#body.push(part.subarray(0, this.#limitBytes - this.#bodyBytes));
    this.#bodyBytes += part.length;
  }

  #complete(): void {
    const head = this.#head;
    const [, method, path] = /^([A-Z]+) (\S+) HTTP\/1\.[01](?:\r\n|$)/.exec(head) ?? [];
    if (method === undefined || path === undefined) throw new Error('Not an HTTP request.');
    const body = this.#body.length === 1 ? (this.#body[0] as Buffer) : Buffer.concat(this.#body);
    const bodyBytes = this.#bodyBytes;
    this.#head = '';
    this.#chunked = undefined;
    this.#body = [];
    this.#bodyBytes = 0;
    this.#listener.request({ method, path, head, body, bodyBytes });
  }
}
