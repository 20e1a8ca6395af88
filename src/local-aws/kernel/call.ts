import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { notImplemented } from './aws-error.ts';
import type { FileSlice, Operation, Params, RequestContext, Service, Upload } from './operation.ts';
import type { World } from './world.ts';

/** Names by which parts know a service whose signing name differs. */
const OTHER_NAMES: Readonly<Record<string, string>> = { cloudwatch: 'monitoring', apigatewayv2: 'apigateway' };

export function findOperation(services: readonly Service[], serviceName: string, operation: string): Operation {
  const signingName = OTHER_NAMES[serviceName] ?? serviceName;
  const service = services.find((candidate) => candidate.signingName === signingName);
  const found = service?.operations.find((candidate) => candidate.name === operation);
  if (!found) throw notImplemented(serviceName, operation);
  return found;
}

/** Bytes from memory, for an operation whose body comes as a file over the wire (S3's PutObject). */
function uploadOf({ blobs }: World, bytes: Buffer): Upload {
  const digest = (algorithm: string): string => createHash(algorithm).update(bytes).digest('hex');
  return {
    size: bytes.length,
    sha256: digest('sha256'),
    md5: digest('md5'),
    checksums: {},
    trailers: {},
    keep: () => blobs.put(bytes),
  };
}

function internalContext(world: World, { Body }: Params): RequestContext {
  return {
    requestId: randomUUID(),
    region: world.config.region,
    accountId: world.config.accountId,
    internal: true,
    headers: {},
    // For operations whose input is a document or bytes (S3): the same member name as the SDK's.
    rawBody: Buffer.isBuffer(Body) ? Body : Buffer.from(typeof Body === 'string' ? Body : ''),
    method: 'POST',
    path: '/',
    ...(Buffer.isBuffer(Body) && { upload: uploadOf(world, Body) }),
    query: new URLSearchParams(),
  };
}

async function readSlice({ path, start, end }: FileSlice): Promise<Buffer> {
  return (await readFile(path)).subarray(start, end);
}

/** Makes the call in-process; answers the reply's body. */
export async function callInProcess(
  services: readonly Service[],
  world: () => World,
  request: { service: string; operation: string; params: Params },
): Promise<unknown> {
  const operation = findOperation(services, request.service, request.operation);
  const reply = await operation.handle(request.params, world(), internalContext(world(), request.params));
  return reply.body ?? reply.raw ?? (reply.file && readSlice(reply.file));
}
