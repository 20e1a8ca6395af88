/** Undoes `Transfer-Encoding: chunked`, fed piece by piece. Trailers are read over. */
export class ChunkedBody {
  #line = '';
  #left = 0;
  #state: 'size' | 'data' | 'data-end' | 'trailers' = 'size';
  readonly #take: (data: Buffer) => void;

  constructor(take: (data: Buffer) => void) {
    this.#take = take;
  }

  /** Answers what comes after the body once it is complete, else undefined. Throws on garbage. */
  push(bytes: Buffer): Buffer | undefined {
    let at = 0;
    while (at < bytes.length) {
      if (this.#state === 'data') {
        const data = bytes.subarray(at, at + this.#left);
        this.#take(data);
        this.#left -= data.length;
        at += data.length;
        if (this.#left === 0) this.#state = 'data-end';
        continue;
      }
      const end = bytes.indexOf(0x0a, at);
      this.#line += bytes.toString('latin1', at, end < 0 ? bytes.length : end);
      if (this.#line.length > 4096) throw new Error('A chunk header is too long.');
      if (end < 0) return undefined;
      at = end + 1;
      if (this.#endLine()) return bytes.subarray(at);
    }
    return undefined;
  }

  #endLine(): boolean {
    const line = this.#line.trimEnd();
    this.#line = '';
    if (this.#state === 'trailers') return line === '';
    if (this.#state === 'data-end') {
      this.#state = 'size';
      return false;
    }
    if (!/^[0-9a-f]+(;.*)?$/i.test(line)) throw new Error('A chunk has no size.');
    this.#left = Number.parseInt(line, 16);
    this.#state = this.#left === 0 ? 'trailers' : 'data';
    return false;
  }
}
