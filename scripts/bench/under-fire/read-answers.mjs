// Just enough of HTTP/1.1 to read the answers of one connection: status, release marker, body by length or in chunks.

const HEAD_END = Buffer.from('\r\n\r\n');

/** `done({ status, release, body })` for each whole answer. */
export function makeReader(done) {
  let kept = Buffer.alloc(0);
  let head;

  const whole = () => {
    if (!head) {
      const at = kept.indexOf(HEAD_END);
      if (at < 0) return undefined;
      head = parseHead(kept.latin1Slice(0, at));
      kept = kept.subarray(at + 4);
    }
    if (head.chunked) return readChunks(kept);
    if (head.length === undefined || kept.length < head.length) return undefined;
    return { body: kept.utf8Slice(0, head.length), rest: kept.subarray(head.length) };
  };
  const give = ({ body, rest }) => {
    const { status, release } = head;
    head = undefined;
    kept = rest;
    done({ status, release, body });
  };

  return {
    take: (bytes) => {
      kept = kept.length === 0 ? bytes : Buffer.concat([kept, bytes]);
      const answer = whole();
      if (answer) give(answer);
    },
    /** The connection has ended: true when that was the end of an answer. */
    ended: () => {
      if (!head || head.chunked || head.length !== undefined) return false;
      give({ body: kept.toString(), rest: Buffer.alloc(0) });
      return true;
    },
  };
}

function parseHead(text) {
  const length = /\r\ncontent-length:\s*(\d+)/i.exec(text)?.[1];
  const status = Number(text.slice(9, 12));
  const bodyless = status === 204 || status === 304;
  return {
    status,
    release: /\r\nx-ship-release:\s*([^\r]*)/i.exec(text)?.[1],
    chunked: /\r\ntransfer-encoding:[^\r]*chunked/i.test(text),
    length: bodyless ? 0 : length === undefined ? undefined : Number(length),
  };
}

function readChunks(bytes) {
  const parts = [];
  for (let at = 0; ;) {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const size = Number.parseInt(bytes.latin1Slice(at, end), 16);
    const next = end + 2 + size + 2;
    if (bytes.length < next) return undefined;
    if (size === 0) return { body: Buffer.concat(parts).toString(), rest: bytes.subarray(next) };
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = next;
  }
}
