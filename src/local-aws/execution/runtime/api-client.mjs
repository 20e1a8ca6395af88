import { connect } from 'node:net';

const BASE = '/2018-06-01/runtime';
const NEXT = `GET ${BASE}/invocation/next HTTP/1.1\r\nHost: localhost\r\n\r\n`;

function post(path, body, errorType) {
  const type = errorType ? `Lambda-Runtime-Function-Error-Type: ${errorType.replaceAll(/[^\x20-\x7e]/g, '')}\r\n` : '';
  return (
    `POST ${BASE}${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${type}` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

/** Splits what the server sends into answers: `status line and headers`, body. */
function createReader(onAnswer) {
  let rest = Buffer.alloc(0);
  let head;
  let left = 0;
  let parts = [];
  return (chunk) => {
    let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    rest = rest.subarray(0, 0);
    while (bytes.length > 0) {
      if (head === undefined) {
        const end = bytes.indexOf('\r\n\r\n');
        if (end < 0) {
          rest = bytes;
          return;
        }
        head = bytes.toString('latin1', 0, end);
        left = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
        bytes = bytes.subarray(end + 4);
      }
      parts.push(bytes.subarray(0, left));
      const taken = parts.at(-1).length;
      left -= taken;
      bytes = bytes.subarray(taken);
      if (left > 0) continue;
      const answer = [head, parts.length === 1 ? parts[0] : Buffer.concat(parts)];
      head = undefined;
      parts = [];
      onAnswer(...answer);
    }
  };
}

/**
 * The Runtime API over one raw socket: half of the time of node:http for each invocation. The socket does not keep the
 * process alive while a handler runs, so that Node notices when nothing is left to wait for.
 */
export function connectApi(address, onEvent) {
  const [host, port] = address.split(':');
  const socket = connect({ host, port: Number(port), noDelay: true }).unref();
  // Without the local AWS there is nothing to live for.
  socket.on('error', () => process.exit(1));
  socket.on('close', () => process.exit(1));
  socket.on(
    'data',
    createReader((head, body) => {
      if (!head.startsWith('HTTP/1.1 200')) return;
      socket.unref();
      onEvent(head, body);
    }),
  );
  /** Ends the process as soon as the kernel has all bytes. */
  const exitAfter = (request, code) => {
    socket.ref();
    socket.write(request, () => process.exit(code));
    if (!socket.connecting && socket.writableLength === 0) process.exit(code);
  };
  return {
    next: () => {
      socket.ref();
      socket.write(NEXT);
    },
    // Answer and next request in one packet: the server takes both at once.
    respond: (id, body) => {
      socket.ref();
      socket.write(post(`/invocation/${id}/response`, body) + NEXT);
    },
    fail: (id, body) => {
      socket.ref();
      socket.write(post(`/invocation/${id}/error`, JSON.stringify(body), body.errorType) + NEXT);
    },
    failAndExit: (id, body, code) =>
      exitAfter(post(`/invocation/${id}/error`, JSON.stringify(body), body.errorType), code),
    failInitAndExit: (body, code) => exitAfter(post('/init/error', JSON.stringify(body), body.errorType), code),
  };
}
