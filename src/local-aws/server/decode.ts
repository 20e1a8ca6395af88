import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { AwsError, notImplemented } from '../kernel/aws-error.ts';
import type { Operation, Params, Service } from '../kernel/operation.ts';
import { readForm, readTarget } from './identify.ts';
import { MAX_BODY_BYTES, type Incoming } from './incoming.ts';
import { decodeCbor } from './protocols/cbor.ts';
import { parseJsonMembers } from './protocols/json.ts';
import { parseForm } from './protocols/query.ts';
import { matchRoute, subresourcesOf } from './route.ts';

const gunzipAsync = promisify(gunzip);

/** The form that the request came in, which is the form of the answer. */
export type Wire = 'rest-json' | 'rest-xml' | 'query' | 'aws-json' | 'cbor';

export interface Decoded {
  readonly operation: Operation;
  readonly params: Params;
}

export function wireOf(service: Service, incoming: Incoming): Wire {
  if (service.protocol === 'rest-json' || service.protocol === 'rest-xml') return service.protocol;
  if (incoming.headers['smithy-protocol'] === 'rpc-v2-cbor') return 'cbor';
  return incoming.headers['x-amz-target'] || service.version === undefined ? 'aws-json' : 'query';
}

function named(service: Service, name: string): Operation {
  const operation = service.operations.find((candidate) => candidate.name === name);
  if (!operation) throw notImplemented(service.signingName, name);
  return operation;
}

function queryMembers(query: URLSearchParams): Params {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = query.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

/** `PUT /bucket/key?acl` */
function asked(service: Service, incoming: Incoming): string {
  const subresources = subresourcesOf(service, incoming).join('&');
  return `${incoming.method} ${incoming.path}${subresources && `?${subresources}`}`;
}

async function decodeRest(service: Service, incoming: Incoming): Promise<Decoded> {
  const match = matchRoute(service, incoming);
  if (!match) throw notImplemented(service.signingName, asked(service, incoming));
  const { operation, labels } = match;
  const hasMembers = service.protocol === 'rest-json' && !operation.payload;
  const members = hasMembers ? await parseJsonMembers(incoming.body) : {};
  return { operation, params: { ...members, ...queryMembers(incoming.query), ...labels } };
}

function decodeQuery(service: Service, incoming: Incoming): Decoded {
  const form = readForm(incoming);
  const action = form.get('Action');
  if (!action) throw new AwsError('MissingAction', 400, 'Missing Action');
  return { operation: named(service, action), params: parseForm(form) };
}

/** Bytes that are not what they say they are: the client's mistake. */
async function unlessBroken<Content>(read: () => Content | Promise<Content>): Promise<Content> {
  try {
    return await read();
  } catch (cause) {
    throw Object.assign(new AwsError('SerializationException', 400, 'Could not parse the request body.'), { cause });
  }
}

function readCbor(body: Buffer): Params {
  const params = body.length > 0 ? decodeCbor(body) : {};
  if (typeof params === 'object' && params !== null && !Array.isArray(params)) return params as Params;
  throw new TypeError('No structure');
}

/** The SDK compresses what the model marks: PutMetricData above 10 KB. */
async function uncompressed(incoming: Incoming): Promise<Incoming> {
  if (incoming.headers['content-encoding'] !== 'gzip') return incoming;
  const inflated = gunzipAsync(incoming.body, { maxOutputLength: MAX_BODY_BYTES });
  return { ...incoming, body: await unlessBroken(() => inflated) };
}

export async function decode(service: Service, received: Incoming): Promise<Decoded> {
  const wire = wireOf(service, received);
  const incoming = wire.startsWith('rest') ? received : await uncompressed(received);
  if (wire === 'rest-json' || wire === 'rest-xml') return decodeRest(service, incoming);
  if (wire === 'query') return decodeQuery(service, incoming);
  const target = readTarget(incoming);
  if (!target) throw new AwsError('UnknownOperationException', 404, 'The request names no operation.');
  const operation = named(service, target.operation);
  if (wire === 'cbor') return { operation, params: await unlessBroken(() => readCbor(incoming.body)) };
  return { operation, params: await parseJsonMembers(incoming.body) };
}
