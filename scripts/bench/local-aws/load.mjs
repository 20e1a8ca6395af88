// A bounded load generator on raw sockets, in a process of its own: `load.mjs PORT CONNECTIONS SECONDS [PATH]`.
// Each connection sends its next request when the answer to the last one is complete. Prints one line of JSON.
import { connect } from 'node:net';

const [port, connections, seconds, path = '/'] = process.argv.slice(2);
const request = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUser-Agent: bench\r\n\r\n`);
const latencies = [];
let failed = 0;
let measuring = false;
let ending = false;

function open() {
  const socket = connect({ port: Number(port), host: '127.0.0.1', noDelay: true });
  let sentAt = 0;
  let left = -1;
  const send = () => {
    sentAt = performance.now();
    left = -1;
    socket.write(request);
  };
  socket.on('connect', send);
  socket.on('error', () => failed++);
  socket.on('data', (chunk) => {
    if (left < 0) {
      const end = chunk.indexOf('\r\n\r\n');
      const head = chunk.toString('latin1', 0, end);
      if (!head.startsWith('HTTP/1.1 200')) failed++;
      left = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0) - (chunk.length - end - 4);
    } else left -= chunk.length;
    if (left > 0) return;
    if (measuring) latencies.push(performance.now() - sentAt);
    if (ending) socket.destroy();
    else send();
  });
}

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
const result = { perSecond: Math.round(latencies.length / elapsed), p50: at(0.5), p99: at(0.99), failed };
process.stdout.write(`${JSON.stringify(result)}\n`);
setTimeout(() => process.exit(0), 50);
