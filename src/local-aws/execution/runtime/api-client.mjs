import { connect, Socket } from 'node:net';
import { httpWords } from './http-words.mjs';
import { pairWords } from './pair-words.mjs';

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

/** The connection, and the words that are spoken over it. */
function open(address, onEvent) {
  // One buffer for all reads: a new one for each would cost more than the reading.
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  let read;
  const onread = {
    buffer,
    callback: (length) => {
      read(buffer.subarray(0, length));
      return true;
    },
  };
  // A pair costs two thirds of loopback TCP for each event.
  const given = openGiven(onread);
  const words = given ? pairWords : httpWords;
  read = words.createReader(onEvent);
  if (given) return { socket: given, words };
  const [host, port] = address.split(':');
  return { socket: connect({ host, port: Number(port), noDelay: true, onread }), words };
}

const typeOf = ({ errorType }) => errorType?.replaceAll(/[^\x20-\x7e]/g, '');

/**
 * The Runtime API over one raw socket: half of the time of node:http for each invocation. The socket does not keep the
 * process alive while a handler runs, so that Node notices when nothing is left to wait for.
 */
export function connectApi(address, onEvent) {
  const { socket, words } = open(address, (facts, body) => {
    socket.unref();
    onEvent(facts, body);
  });
  socket.unref();
  // Without the local AWS there is nothing to live for.
  socket.on('error', () => process.exit(1));
  socket.on('close', () => process.exit(1));
  const say = (text) => {
    socket.ref();
    socket.write(text);
  };
  /** Ends the process as soon as the kernel has all bytes. */
  const exitAfter = (text, code) => {
    socket.ref();
    socket.write(text, () => process.exit(code));
    if (!socket.connecting && socket.writableLength === 0) process.exit(code);
  };
  return {
    next: () => say(words.next),
    // Answer and next request in one packet: the server takes both at once.
    respond: (id, body) => say(words.response(id, body) + words.next),
    fail: (id, body) => say(words.error(id, JSON.stringify(body), typeOf(body)) + words.next),
    failAndExit: (id, body, code) => exitAfter(words.error(id, JSON.stringify(body), typeOf(body)), code),
    failInitAndExit: (body, code) => exitAfter(words.initError(JSON.stringify(body), typeOf(body)), code),
  };
}
