// An open loop: so many requests a second whether or not the earlier ones are answered, on kept connections, bounded.
import { Agent, request } from 'node:http';
import { request as secureRequest, Agent as SecureAgent } from 'node:https';

const TICK_MS = 10;
/** Above it requests are not sent and counted as missed: a slow target must not fill the memory. */
const MOST_OPEN = 512;

/** `paths` in turn; `note({ at, path, status, release, body })` is called for each answer, `at` when it was sent. */
export function startLoad({ url, paths, perSecond, note, connections = 48 }) {
  const { protocol, hostname, port } = new URL(url);
  const [send, agent] =
    protocol === 'https:'
      ? [secureRequest, new SecureAgent({ keepAlive: true, maxSockets: connections })]
      : [request, new Agent({ keepAlive: true, maxSockets: connections })];
  const began = performance.now();
  const state = { sent: 0, open: 0, missed: 0, stopped: false };

  const one = (path) => {
    const at = performance.now();
    state.open++;
    const end = (answer) => {
      state.open--;
      note({ at, path, ms: performance.now() - at, ...answer });
    };
    const asked = send({ agent, hostname, port, path }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => (body += text));
      response.on('end', () => end({ status: response.statusCode, release: response.headers['x-ship-release'], body }));
      response.on('error', (error) => end({ status: 0, body: error.message }));
    });
    asked.setTimeout(20_000, () => asked.destroy(new Error('no answer in 20 s')));
    asked.on('error', (error) => end({ status: 0, body: error.message }));
    asked.end();
  };
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond) - state.sent - state.missed;
    for (let left = due; left > 0; left--) {
      if (state.open >= MOST_OPEN) state.missed++;
      else one(paths[state.sent++ % paths.length]);
    }
  }, TICK_MS);

  return {
    state,
    stop: async () => {
      clearInterval(timer);
      while (state.open > 0) await new Promise((resolve) => setTimeout(resolve, 10));
      agent.destroy();
      return { ...state, perSecond: (state.sent / (performance.now() - began)) * 1000 };
    },
  };
}
