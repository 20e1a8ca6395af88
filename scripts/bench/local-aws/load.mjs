// A bounded load generator on raw sockets, in a process of its own: `load.mjs PORT CONNECTIONS SECONDS [PATH]`.
// Each connection sends its next request when the answer to the last one is complete. Every answer is checked: status
// and body. Prints one line of JSON. It shares the processors with what it measures, so it does as little as it can.
import { connect } from 'node:net';

const [port, connections, seconds, path = '/'] = process.argv.slice(2);
const request = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUser-Agent: bench\r\n\r\n`);
const STATUS = Buffer.from('HTTP/1.1 200');
const BODY = Buffer.from('\r\n\r\n{"hello":"world"}');
const latencies = [];
let failed = 0;
let answered = 0;
let measuring = false;
let ending = false;

const isWhole = (bytes) =>
  bytes.length > BODY.length && bytes.compare(BODY, 0, BODY.length, bytes.length - BODY.length) === 0;
const isGood = (bytes) => bytes.compare(STATUS, 0, STATUS.length, 0, STATUS.length) === 0;

/** An answer that does not end as expected: in several pieces, or another one. */
function isOver(bytes) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(bytes.toString('latin1', 0, end))?.[1] ?? 0);
  return bytes.length >= end + 4 + length;
}

function open() {
  const socket = connect({ port: Number(port), host: '127.0.0.1', noDelay: true });
  let sentAt = 0;
  let before;
  const send = () => {
    sentAt = performance.now();
    socket.write(request);
  };
  socket.on('connect', send);
  socket.on('error', () => failed++);
  socket.on('data', (chunk) => {
    const bytes = before ? Buffer.concat([before, chunk]) : chunk;
    const whole = isWhole(bytes);
    before = undefined;
    if (!whole && !isOver(bytes)) {
      before = bytes;
      return;
    }
    if (!whole || !isGood(bytes)) failed++;
    answered++;
    if (measuring) latencies.push(performance.now() - sentAt);
    if (ending) socket.destroy();
    else send();
  });
}

const cpuBefore = process.cpuUsage();
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
for (let opened = 0; opened < Number(connections); opened++) open();
await wait(700);
measuring = true;
const startedAt = performance.now();
await wait(Number(seconds) * 1000);
measuring = false;
ending = true;
const elapsed = (performance.now() - startedAt) / 1000;
latencies.sort((a, b) => a - b);
const at = (share) => Math.round((latencies[Math.floor(latencies.length * share)] ?? NaN) * 100) / 100;
const { user, system } = process.cpuUsage(cpuBefore);
const rates = { perSecond: Math.round(latencies.length / elapsed), p50: at(0.5), p99: at(0.99) };
const result = { ...rates, failed, answered, cpuMs: (user + system) / 1000 };
process.stdout.write(`${JSON.stringify(result)}\n`);
setTimeout(() => process.exit(0), 50);
