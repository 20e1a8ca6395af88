import { lookup } from 'node:dns/promises';
import { type IncomingMessage, request } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Http, HttpAnswer } from './http.ts';

/** Only the head is wanted; a small body is read to its end, so that the answer counts as delivered. */
const MAX_BODY_BYTES = 64 * 1024;
const ADDRESSES_GOOD_FOR_MS = 5000;

/**
 * One exchange over a connection of its own, each time to the next address of the host: a kept connection would meet the
 * same host of the gateway again and again. `timeoutMs` is for the whole of it.
 */
export const askFresh: Http = ({ url, method, headers, body, timeoutMs }) =>
  new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? secureRequest : request;
    const asked = send(url, { method, headers, agent: false, lookup: nextAddress }, (response) => {
      readShort(response).then(resolve, reject);
    });
    const timer = setTimeout(() => asked.destroy(new Error(`no whole answer in ${timeoutMs} ms`)), timeoutMs);
    asked.on('error', reject).on('close', () => {
      clearTimeout(timer);
      reject(new Error('the connection was closed before the answer was whole'));
    });
    asked.end(body);
  });

async function readShort(response: IncomingMessage): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) break;
  }
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
  return { status: response.statusCode ?? 0, headers: Object.fromEntries(headers), body: Buffer.concat(chunks) };
}

interface Known {
  readonly at: number;
  readonly addresses: Promise<readonly { readonly address: string; readonly family: number }[]>;
}

const known = new Map<string, Known>();
let turn = 0;

/** Round and round, for a resolver may give one order to everybody. Version 6 only where there is nothing else. */
const nextAddress: LookupFunction = (hostname, options, callback) => {
  addressesOf(hostname).then(
    (addresses) => {
      const fours = addresses.filter(({ family }) => family === 4);
      const from = fours.length > 0 ? fours : addresses;
      const next = from[turn++ % from.length];
      if (!next) callback(new Error(`${hostname} has no address`), '');
      else if (options.all) callback(null, [next]);
      else callback(null, next.address, next.family);
    },
    (error: unknown) => callback(error as NodeJS.ErrnoException, ''),
  );
};

function addressesOf(hostname: string): Known['addresses'] {
  const before = known.get(hostname);
  if (before && performance.now() - before.at < ADDRESSES_GOOD_FOR_MS) return before.addresses;
  const addresses = lookup(hostname, { all: true });
  known.set(hostname, { at: performance.now(), addresses });
  return addresses;
}
