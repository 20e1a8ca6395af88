import { ChunkedBody } from './chunked-body.ts';
import { readHead, type Head } from './read-head.ts';

export interface RuntimeRequest {
  readonly head: Head;
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
  #head: Head | undefined;
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
    while (bytes && bytes.length > 0) bytes = this.#head ? this.#readBody(bytes) : this.#readHead(bytes);
  }

  #readHead(bytes: Buffer): Buffer | undefined {
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0 || end > HEAD_LIMIT_BYTES) {
      if (bytes.length > HEAD_LIMIT_BYTES) throw new Error('The request head is too long.');
      this.#rest = bytes;
      return undefined;
    }
    const head = readHead(bytes.toString('latin1', 0, end));
    this.#head = head;
    const rest = bytes.subarray(end + 4);
    if (head.isChunked) this.#chunked = new ChunkedBody((data) => this.#take(data));
    else this.#left = head.contentLength;
    if (!this.#chunked && this.#left === 0) this.#complete(head);
    else if (rest.length === 0 && head.expectsContinue) this.#listener.expectsContinue();
    return rest;
  }

  #readBody(bytes: Buffer): Buffer | undefined {
    const head = this.#head as Head;
    if (this.#chunked) {
      const rest = this.#chunked.push(bytes);
      if (rest) this.#complete(head);
      return rest;
    }
    const part = bytes.subarray(0, this.#left);
    this.#left -= part.length;
    this.#take(part);
    if (this.#left === 0) this.#complete(head);
    return bytes.subarray(part.length);
  }

  #take(part: Buffer): void {
    if (this.#bodyBytes < this.#limitBytes) this.#body.push(part.subarray(0, this.#limitBytes - this.#bodyBytes));
    this.#bodyBytes += part.length;
  }

  #complete(head: Head): void {
    const body = this.#body.length === 1 ? (this.#body[0] as Buffer) : Buffer.concat(this.#body);
    const bodyBytes = this.#bodyBytes;
    this.#head = undefined;
    this.#chunked = undefined;
    if (bodyBytes > 0) this.#body = [];
    this.#bodyBytes = 0;
    this.#listener.request({ head, body, bodyBytes });
  }
}
