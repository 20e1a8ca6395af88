import { RequestReader, type RuntimeRequest } from '../../../src/local-aws/execution/runtime-api/request-reader.ts';

interface Read {
  readonly requests: RuntimeRequest[];
  readonly continues: number;
}

/** Feeds the text in pieces of that size. */
function read(text: string, pieceBytes: number, limitBytes = 1000): Read {
  const requests: RuntimeRequest[] = [];
  let continues = 0;
  const reader = new RequestReader(limitBytes, {
    request: (request) => requests.push(request),
    expectsContinue: () => continues++,
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.push(bytes.subarray(at, at + pieceBytes));
  return { requests, continues };
}

const GET = 'GET /next HTTP/1.1\r\nHost: x\r\n\r\n';
const POST = 'POST /a HTTP/1.1\r\ncontent-length: 7\r\n\r\n{"ä":1}'.replace('7', '8');
const CHUNKED =
  'POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: t\r\n\r\n';

describe('reading requests', () => {
  test.each([1, 2, 7, 50, 10_000])('one after the other, in pieces of %i bytes', (pieceBytes) => {
    const { requests } = read(GET + POST + CHUNKED + GET, pieceBytes);
    expect(requests.map(({ head, body }) => [head.method, head.path, body.toString()])).toEqual([
      ['GET', '/next', ''],
      ['POST', '/a', '{"ä":1}'],
      ['POST', '/b', 'hello world'],
      ['GET', '/next', ''],
    ]);
  });

  test('a body above the limit is cut and counted', () => {
    const [request, next] = read(
      `POST /a HTTP/1.1\r\nContent-Length: 5000\r\n\r\n${'x'.repeat(5000)}${GET}`,
      999,
    ).requests;
    expect(request?.body).toHaveLength(1000);
    expect(request?.bodyBytes).toBe(5000);
    expect(next?.head.method).toBe('GET');
  });

  test('who asks for leave to send a body is noticed', () => {
    const head = 'POST /a HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n';
    expect(read(head, 1000).continues).toBe(1);
  });

  test.each(['nonsense\r\n\r\n', 'GET /\r\n\r\n', `GET / HTTP/1.1\r\nX: ${'x'.repeat(70_000)}`])(
    'garbage throws',
    (text) => {
      expect(() => read(text, 100_000)).toThrow(/Not an HTTP request|too long/);
    },
  );

  test('a chunk without a size throws', () => {
    expect(() => read('POST /b HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n', 1000)).toThrow('no size');
  });
});
