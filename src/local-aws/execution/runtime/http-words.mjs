// The Runtime API as anybody speaks it, over a connection to its port.
const BASE = '/2018-06-01/runtime';
const EMPTY = Buffer.alloc(0);

function post(path, body, errorType) {
  const type = errorType ? `Lambda-Runtime-Function-Error-Type: ${errorType}\r\n` : '';
  return (
    `POST ${BASE}${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${type}` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

function readFacts(head) {
  const headers = {};
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(': ');
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 2);
  }
  return {
    id: headers['lambda-runtime-aws-request-id'],
    deadlineMs: Number(headers['lambda-runtime-deadline-ms']),
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    trace: headers['lambda-runtime-trace-id'],
    clientContext: headers['lambda-runtime-client-context'],
  };
}

/**
 * Splits what the server sends into answers. The bytes given are only lent: what is to be kept beyond the call is copied,
 * and a body is valid during `onEvent`.
 */
function createReader(onEvent) {
  let rest = EMPTY;
  let head;
  let left = 0;
  let parts = [];
  return (chunk) => {
    let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    rest = EMPTY;
    while (bytes.length > 0) {
      if (head === undefined) {
        const end = bytes.indexOf('\r\n\r\n');
        if (end < 0) {
          rest = Buffer.from(bytes);
          return;
        }
        head = bytes.latin1Slice(0, end);
        left = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
        bytes = bytes.subarray(end + 4);
      }
      const part = bytes.subarray(0, left);
      left -= part.length;
      bytes = bytes.subarray(part.length);
      if (left > 0) {
        parts.push(Buffer.from(part));
        continue;
      }
      const answer = [head, parts.length === 0 ? part : Buffer.concat([...parts, part])];
      head = undefined;
      parts = [];
      if (answer[0].startsWith('HTTP/1.1 200')) onEvent(readFacts(answer[0]), answer[1]);
    }
  };
}

export const httpWords = {
  createReader,
  next: `GET ${BASE}/invocation/next HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  response: (id, body) => post(`/invocation/${id}/response`, body),
  error: (id, body, errorType) => post(`/invocation/${id}/error`, body, errorType),
  initError: (body, errorType) => post('/init/error', body, errorType),
};
