import type { IncomingMessage } from 'node:http';
import { AwsError } from '../kernel/aws-error.ts';
import type { Upload, UploadForm } from '../kernel/operation.ts';
import { originForm } from '../kernel/origin-form.ts';

/** A request as it came. */
export interface Incoming {
  readonly method: string;
  /** Still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly rawQuery: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly upload?: Upload;
  readonly form?: UploadForm;
}

/** Far above every limit of AWS's own, which the services check and name. */
export const MAX_BODY_BYTES = 100 * 1024 * 1024;

function joinHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
}

function grow(body: Buffer, needed: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.max(needed, 2 * body.length));
  body.copy(larger);
  return larger;
}

export async function readBody(request: IncomingMessage, maxBytes = MAX_BODY_BYTES): Promise<Buffer> {
  // Room for all of it at once: joining 60 MB of chunks at the end would stop everything else for a while.
  let body: Buffer = Buffer.allocUnsafe(Math.min(Number(request.headers['content-length'] ?? 0), maxBytes));
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (size + chunk.length > maxBytes) {
      throw new AwsError('RequestEntityTooLargeException', 413, `Request must be smaller than ${maxBytes} bytes`);
    }
    if (size + chunk.length > body.length) body = grow(body, size + chunk.length);
    size += chunk.copy(body, size);
  }
  return body.subarray(0, size);
}

/** The request without its body. */
export function readHead(request: IncomingMessage): Incoming {
  const url = originForm(request.url);
  const at = url.indexOf('?');
  const rawQuery = at < 0 ? '' : url.slice(at + 1);
  return {
    method: request.method ?? 'GET',
    path: at < 0 ? url : url.slice(0, at),
    query: new URLSearchParams(rawQuery),
    rawQuery,
    headers: joinHeaders(request),
    body: Buffer.alloc(0),
  };
}
