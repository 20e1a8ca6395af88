import type { IncomingMessage } from 'node:http';

/** http-api-quotas: "Payload size". */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** What a body becomes that is over the limit. */
export const TOO_LARGE = Symbol('too large');

const EMPTY = Buffer.alloc(0);

/** The whole body; nothing is read past the limit. Rejects when the client goes away. */
export function readBody(request: IncomingMessage, declaredBytes: number): Promise<Buffer | typeof TOO_LARGE> | Buffer {
  if (declaredBytes === 0) return EMPTY;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) {
        request.pause();
        resolve(TOO_LARGE);
      } else chunks.push(chunk);
    });
    request.once('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, bytes)));
    request.once('error', reject);
  });
}
