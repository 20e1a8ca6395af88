import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Ending } from '../faults/apply-faults.ts';
import type { FileSlice } from '../kernel/operation.ts';
import type { Exchange } from './http-server.ts';
import type { Outgoing } from './render-reply.ts';

const hasNoBody = (status: number): boolean => status === 204 || status === 304;

/** A HEAD's answer names the length of the body that it does not have; the operation says it. */
function lengthOf({ status, headers, body }: Outgoing): Record<string, string | number> {
  if (hasNoBody(status) || 'content-length' in headers) return {};
  return { 'content-length': Buffer.byteLength(body) };
}

export function send(response: ServerResponse, outgoing: Outgoing): void {
  response.writeHead(outgoing.status, { ...outgoing.headers, ...lengthOf(outgoing) });
  response.end(outgoing.body);
}

async function sendFile(response: ServerResponse, outgoing: Outgoing, { path, start, end }: FileSlice): Promise<void> {
  response.writeHead(outgoing.status, { ...outgoing.headers, 'content-length': end - start });
  if (end === start) {
    response.end();
    return;
  }
  try {
    await pipeline(createReadStream(path, { start, end: end - 1 }), response);
  } catch {
    response.destroy(); // The client went away, or the file did: either way the answer cannot be finished.
  }
}

function truncate({ request, response }: Exchange, outgoing: Outgoing): void {
  const bytes = Buffer.from(outgoing.body);
  response.writeHead(outgoing.status, { ...outgoing.headers, 'content-length': bytes.length });
  response.write(bytes.subarray(0, bytes.length / 2), () => request.socket.resetAndDestroy());
}

/** Sends the answer, or what a fault leaves of it. */
export async function endAnswer(exchange: Exchange, outgoing: Outgoing, ending: Ending): Promise<void> {
  const { request, response } = exchange;
  if (ending === 'send' && outgoing.file) await sendFile(response, outgoing, outgoing.file);
  else if (ending === 'send') send(response, outgoing);
  else if (ending === 'truncate') truncate(exchange, outgoing);
  else if (ending === 'fin') request.socket.end();
  // A killed process looks the same to the client. A hang leaves it to the client to give up.
  else if (ending !== 'hang') request.socket.resetAndDestroy();
}
