import { AwsError } from '../kernel/aws-error.ts';

type State = 'size' | 'data' | 'end-of-data' | 'trailer';

const LINE_LIMIT = 16 * 1024;

/**
 * Takes the framing of `Content-Encoding: aws-chunked` off: `<hex size>[;chunk-signature=..]\r\n<bytes>\r\n` ... `0\r\n`
 * and trailers. The signatures of chunks are not verified.
 */
export class AwsChunkedDecoder {
  readonly trailers: Record<string, string> = {};
  #state: State = 'size';
  #left = 0;
  #line = '';
  #ended = false;

  /** True when the last chunk has come. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Answers the payload in these bytes. Throws IncompleteBody for what is no such framing. */
  push(bytes: Buffer): Buffer[] {
    const payload: Buffer[] = [];
    let at = 0;
    while (at < bytes.length) {
      if (this.#state !== 'data') {
        at = this.#readLine(bytes, at);
        continue;
      }
      const piece = bytes.subarray(at, at + this.#left);
      payload.push(piece);
      at += piece.length;
      this.#left -= piece.length;
      if (this.#left === 0) this.#state = 'end-of-data';
    }
    return payload;
  }

  #readLine(bytes: Buffer, from: number): number {
    const end = bytes.indexOf(0x0a, from);
    this.#line += bytes.toString('latin1', from, end < 0 ? bytes.length : end);
    if (this.#line.length > LINE_LIMIT) throw malformed();
    if (end < 0) return bytes.length;
    const line = this.#line.replace(/\r$/, '');
    this.#line = '';
    this.#take(line);
    return end + 1;
  }

  #take(line: string): void {
    if (this.#state === 'end-of-data') this.#state = 'size';
    else if (this.#state === 'trailer') this.#trailer(line);
    else this.#size(line);
  }

  #size(line: string): void {
    const [hex = ''] = line.split(';');
    if (!/^[0-9a-f]+$/i.test(hex)) throw malformed();
    this.#left = Number.parseInt(hex, 16);
    this.#ended = this.#left === 0;
    this.#state = this.#ended ? 'trailer' : 'data';
  }

  #trailer(line: string): void {
    const at = line.indexOf(':');
    if (at > 0) this.trailers[line.slice(0, at).toLowerCase()] = line.slice(at + 1).trim();
  }
}

function malformed(): AwsError {
  return new AwsError('IncompleteBody', 400, 'The request body terminated unexpectedly');
}
