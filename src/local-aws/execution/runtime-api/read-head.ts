/** What the Runtime API wants to know of a request's line and headers. */
export interface Head {
  readonly method: string;
  readonly path: string;
  readonly contentLength: number;
  readonly isChunked: boolean;
  readonly expectsContinue: boolean;
  /** Browsers say where a request comes from; runtimes are none. */
  readonly isFromPage: boolean;
  readonly errorType?: string;
}

type Found = { -readonly [Name in keyof Head]: Head[Name] };

const READERS = new Map<string, (found: Found, value: string) => void>([
  ['content-length', (found, value) => (found.contentLength = Number(value) || 0)],
  ['transfer-encoding', (found, value) => (found.isChunked = /^chunked/i.test(value))],
  ['expect', (found, value) => (found.expectsContinue = /^100-continue/i.test(value))],
  ['origin', (found) => (found.isFromPage = true)],
  ['sec-fetch-site', (found) => (found.isFromPage = true)],
  [
    'lambda-runtime-function-error-type',
    (found, value) => {
      if (value !== '') found.errorType = value;
    },
  ],
]);

/** Lengths of the names above: the others need not be lower-cased. */
const LENGTHS = new Set([...READERS.keys()].map(({ length }) => length));

function readLine(found: Found, head: string, start: number, end: number): void {
  const colon = head.indexOf(':', start);
  if (colon < 0 || colon > end || !LENGTHS.has(colon - start)) return;
  READERS.get(head.slice(start, colon).toLowerCase())?.(found, head.slice(colon + 1, end).trim());
}

/** `METHOD path HTTP/1.x` and header lines, without the empty line. One pass, no regular expressions: every event costs two. */
export function readHead(head: string): Head {
  const lineEnd = head.indexOf('\r\n');
  const first = lineEnd < 0 ? head.length : lineEnd;
  const space = head.indexOf(' ');
  const second = head.indexOf(' ', space + 1);
  const version = head.slice(second + 1, first);
  if (space <= 0 || second < 0 || second === space + 1 || (version !== 'HTTP/1.1' && version !== 'HTTP/1.0'))
    throw new Error('Not an HTTP request.');
  const found: Found = {
    method: head.slice(0, space),
    path: head.slice(space + 1, second),
    contentLength: 0,
    isChunked: false,
    expectsContinue: false,
    isFromPage: false,
  };
  for (let start = first + 2; start < head.length;) {
    const next = head.indexOf('\r\n', start);
    const end = next < 0 ? head.length : next;
    readLine(found, head, start, end);
    start = end + 2;
  }
  return found;
}
