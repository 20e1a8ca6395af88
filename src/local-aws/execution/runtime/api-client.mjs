import { connect, Socket } from 'node:net';

const BASE = '/2018-06-01/runtime';
const NEXT = `GET ${BASE}/invocation/next HTTP/1.1\r\nHost: localhost\r\n\r\n`;

function post(path, body, errorType) {
  const type = errorType ? `Lambda-Runtime-Function-Error-Type: ${errorType.replaceAll(/[^\x20-\x7e]/g, '')}\r\n` : '';
  return (
    `POST ${BASE}${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${type}` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

const EMPTY = Buffer.alloc(0);

/**
 * Splits what the server sends into answers: `status line and headers`, body. The bytes given are only lent: what is to
 * be kept beyond the call is copied, and a body is valid during `onAnswer`.
 */
function createReader(onAnswer) {
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
      onAnswer(...answer);
    }
  };
}

const READ_BYTES = 64 * 1024;
/** Where the local AWS puts one end of a socket pair. */
const GIVEN = 3;

/**
 * Undefined when a wrapper script has closed it. No fstatSync: after one, Node 20.20 imports packages behind symbolic links
 * under the link's own path, and a CommonJS one exports nothing.
 */
function openGiven(onread) {
  try {
    return new Socket({ fd: GIVEN, readable: true, writable: true, onread });
  } catch (error) {
    if (error.code === 'ERR_INVALID_FD_TYPE') return undefined;
    throw error;
  }
}

/** One buffer for all reads: a new one for each would cost more than the reading. */
function openSocket(address, take) {
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  const onread = {
    buffer,
    callback: (length) => {
      take(buffer.subarray(0, length));
      return true;
    },
  };
  // A pair costs two thirds of loopback TCP for each event.
  const given = openGiven(onread);
  if (given) return given;
  const [host, port] = address.split(':');
  return connect({ host, port: Number(port), noDelay: true, onread });
}

/**
 * The Runtime API over one raw socket: half of the time of node:http for each invocation. The socket does not keep the
 * process alive while a handler runs, so that Node notices when nothing is left to wait for.
 */
export function connectApi(address, onEvent) {
  const read = createReader((head, body) => {
    if (!head.startsWith('HTTP/1.1 200')) return;
    socket.unref();
    onEvent(head, body);
  });
  const socket = openSocket(address, read).unref();
  // Without the local AWS there is nothing to live for.
  socket.on('error', () => process.exit(1));
  socket.on('close', () => process.exit(1));
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
