import type { IncomingMessage } from 'node:http';
import { AwsError } from '../kernel/aws-error.ts';
import type { Upload } from '../kernel/operation.ts';

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
}

/** Far above every limit of AWS's own, which the services check and name. */
const MAX_BODY_BYTES = 100 * 1024 * 1024;

function joinHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
}

export async function readBody(request: IncomingMessage, maxBytes = MAX_BODY_BYTES): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new AwsError('RequestEntityTooLargeException', 413, `Request must be smaller than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

/** The request without its body. */
export function readHead(request: IncomingMessage): Incoming {
  const url = request.url ?? '/';
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
