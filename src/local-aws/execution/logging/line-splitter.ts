/** CloudWatch's largest event is 1 MB; a longer line is cut. */
const LONGEST_LINE_BYTES = 256 * 1024;
const LINE_FEED = 0x0a;

/** Cuts a process's output into lines, each with its line break. A carriage return inside is a line break within one event. */
export class LineSplitter {
  #rest: Buffer | undefined;

  push(bytes: Buffer): string[] {
    const all = this.#rest ? Buffer.concat([this.#rest, bytes]) : bytes;
    const lines: string[] = [];
    let at = 0;
    for (let end = all.indexOf(LINE_FEED); end >= 0; end = all.indexOf(LINE_FEED, at)) {
      lines.push(toText(all.subarray(at, end)));
      at = end + 1;
    }
    for (; all.length - at > LONGEST_LINE_BYTES; at += LONGEST_LINE_BYTES)
      lines.push(toText(all.subarray(at, at + LONGEST_LINE_BYTES)));
    this.#rest = at < all.length ? all.subarray(at) : undefined;
    return lines;
  }

  /** A last line without a line break. */
  flush(): string[] {
    const rest = this.#rest;
    this.#rest = undefined;
    return rest ? [toText(rest)] : [];
  }
}

function toText(line: Buffer): string {
  const text = line.toString('utf8');
  return text.includes('\r') ? `${text.replace(/\r+$/, '').replaceAll('\r', '\n')}\n` : `${text}\n`;
}
