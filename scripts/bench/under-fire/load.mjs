// An open loop: so many requests a second whether or not the earlier ones are answered, on kept connections, bounded.
// Raw sockets, requests made once, answers read by the byte: it shares two cores with the gateway it measures.
import { connect } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { makeReader } from './read-answers.mjs';

const TICK_MS = 5;
/** Above it requests are not sent and counted as missed: a slow target must not fill the memory. */
const MOST_WAITING = 2000;
const TIMEOUT_MS = 20_000;

/**
 * `paths` in turn, each again after `paths.length` requests; `note({ at, ms, path, status, release, body })` for each
 * answer, `at` when it was due. `headers` go with every request.
 */
export function startLoad({ url, paths, perSecond, note, connections = 48, headers = {} }) {
  const target = new URL(url);
  const lines = Object.entries({ host: target.host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const requests = paths.map((path) => Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'));
  const state = { sent: 0, open: 0, missed: 0 };
  const waiting = [];
  const free = [];
  const began = performance.now();

  const end = (due, answer) => {
    state.open--;
    note({ at: due.at, ms: performance.now() - due.at, path: paths[due.index], ...answer });
  };
  const line = () => openLine(target, requests, { end, next: (idle) => hand(idle) });
  const hand = (idle) => {
    const due = waiting.shift();
    if (due) idle.send(due);
    else free.push(idle);
  };
  const all = Array.from({ length: connections }, line);
  free.push(...all);
  const timer = setInterval(() => {
    const now = performance.now();
    const due = Math.floor(((now - began) / 1000) * perSecond) - state.sent - state.missed;
    for (let left = due; left > 0; left--) {
      if (waiting.length >= MOST_WAITING) state.missed++;
      else {
        state.open++;
        waiting.push({ at: now, index: state.sent++ % paths.length });
        const idle = free.pop();
        if (idle) hand(idle);
      }
    }
    for (const one of all) one.giveUp(now - TIMEOUT_MS);
  }, TICK_MS);

  return {
    state,
    stop: async () => {
      clearInterval(timer);
      const perSecondSent = (state.sent / (performance.now() - began)) * 1000;
      const deadline = performance.now() + TIMEOUT_MS;
      while (state.open > 0 && performance.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        for (const one of all) one.giveUp(performance.now() - TIMEOUT_MS);
      }
      for (const one of all) one.close();
      return { ...state, perSecond: perSecondSent };
    },
  };
}

/** One connection, one request at a time; opened when it is needed and again when the other side has closed it. */
function openLine({ protocol, hostname, port }, requests, { end, next }) {
  let socket;
  let current;
  const secure = protocol === 'https:';
  const finish = (answer) => {
    const due = current;
    current = undefined;
    if (due) end(due, answer);
    next(line);
  };
  const open = () => {
    const options = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (secure ? 443 : 80) };
    const mine = secure ? connectSecurely({ ...options, servername: hostname }) : connect(options);
    const reader = makeReader(finish);
    mine.setNoDelay(true);
    mine.on('data', (bytes) => {
      if (mine === socket && current) reader.take(bytes);
    });
    const lost = (why) => {
      if (mine !== socket) return;
      socket = undefined;
      if (!current) return;
      // An answer without a length ends with its connection.
      if (!reader.ended()) finish({ status: 0, body: why });
    };
    mine
      .on('error', (error) => lost(error.message))
      .on('close', () => lost('the connection was closed without an answer'));
    return mine;
  };
  const line = {
    send: (due) => {
      current = due;
      socket ??= open();
      socket.write(requests[due.index]);
    },
    giveUp: (before) => {
      if (!current || current.at > before) return;
      const old = socket;
      socket = undefined;
      old?.destroy();
      finish({ status: 0, body: `no answer in ${TIMEOUT_MS / 1000} s` });
    },
    close: () => socket?.destroy(),
  };
  return line;
}
