/** What the local AWS's own runtime says: `kind NUL request id NUL bytes NUL error type LF`, then that many bytes. */
export interface Word {
  readonly kind: string;
  readonly requestId: string;
  readonly errorType: string | undefined;
  /** Cut off at the limit given to the reader. */
  readonly body: Buffer;
  /** As sent. */
  readonly bodyBytes: number;
}

const LINE_FEED = 0x0a;
const LINE_LIMIT_BYTES = 64 * 1024;
const EMPTY = Buffer.alloc(0);

/** Cuts a connection's bytes into words. Throws on what is none. */
export class WordReader {
  #rest: Buffer = EMPTY;
  #fields: readonly string[] | undefined;
  #parts: Buffer[] = [];
  #bodyBytes = 0;
  #left = 0;
  readonly #limitBytes: number;
  readonly #said: (word: Word) => void;

  constructor(limitBytes: number, said: (word: Word) => void) {
    this.#limitBytes = limitBytes;
    this.#said = said;
  }

  push(chunk: Buffer): void {
    let bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = EMPTY;
    while (bytes.length > 0) {
      if (this.#fields) bytes = this.#readBody(bytes, this.#fields);
      else {
        const end = bytes.indexOf(LINE_FEED);
        if (end < 0) {
          if (bytes.length > LINE_LIMIT_BYTES) throw new Error('A line is too long.');
          this.#rest = bytes;
          return;
        }
        this.#readLine(bytes.toString('latin1', 0, end));
        bytes = bytes.subarray(end + 1);
      }
    }
  }

  #readLine(line: string): void {
    const fields = line.split('\0');
    this.#left = Number(fields[2]);
    if (!Number.isSafeInteger(this.#left) || this.#left < 0) throw new Error('A line is garbled.');
    if (this.#left === 0) this.#say(fields, EMPTY);
    else this.#fields = fields;
  }

  #readBody(bytes: Buffer, fields: readonly string[]): Buffer {
    const part = bytes.length > this.#left ? bytes.subarray(0, this.#left) : bytes;
    this.#left -= part.length;
    if (this.#bodyBytes < this.#limitBytes) this.#parts.push(part.subarray(0, this.#limitBytes - this.#bodyBytes));
    this.#bodyBytes += part.length;
    if (this.#left === 0) {
      const body = this.#parts.length === 1 ? (this.#parts[0] as Buffer) : Buffer.concat(this.#parts);
      this.#say(fields, body);
    }
    return bytes.subarray(part.length);
  }

  #say([kind = '', requestId = '', , errorType]: readonly string[], body: Buffer): void {
    const bodyBytes = this.#bodyBytes;
    this.#fields = undefined;
    if (bodyBytes > 0) this.#parts = [];
    this.#bodyBytes = 0;
    this.#said({ kind, requestId, errorType: errorType || undefined, body, bodyBytes });
  }
}
