import type { Ending } from '../faults/apply-faults.ts';
import { send, type Exchange } from './http-server.ts';
import type { Outgoing } from './render-reply.ts';

/** Sends the answer, or what a fault leaves of it. */
export function endAnswer({ request, response }: Exchange, outgoing: Outgoing, ending: Ending): void {
  switch (ending) {
    case 'send':
      send(response, outgoing);
      break;
    case 'reset':
    case 'killProcess': // What the client sees of it; the process kills itself where it may.
      request.socket.resetAndDestroy();
      break;
    case 'fin':
      request.socket.end();
      break;
    case 'truncate': {
      const bytes = Buffer.from(outgoing.body);
      response.writeHead(outgoing.status, { ...outgoing.headers, 'content-length': bytes.length });
      response.write(bytes.subarray(0, bytes.length / 2), () => request.socket.resetAndDestroy());
      break;
    }
    case 'hang':
      break; // The client gives up, or the server stops.
  }
}
