import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CloudError } from '../release/cloud.ts';

const TRIES = 3;
const TIMEOUT_MS = 300_000;

/**
 * Fetches what a presigned URL stands for (it carries its own signature, and must get no other) into a file; answers
 * the base64 sha256 of the bytes that came. The URL itself is a key for some minutes: it is in no message.
 */
export async function download(url: string, path: string): Promise<string> {
  for (let tries = 1; ; tries++)
    try {
      return await fetchOnce(url, path);
    } catch (error) {
      if (tries === TRIES) throw asCloudError(error);
    }
}

async function fetchOnce(url: string, path: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok || !response.body) throw new Error(`it was answered with status ${response.status}`);
  const sha256 = createHash('sha256');
  const hashing = new Transform({
    transform: (block: Buffer, _encoding, done) => {
      sha256.update(block);
      done(undefined, block);
    },
  });
  await pipeline(response.body, hashing, createWriteStream(path, { mode: 0o600 }));
  return sha256.digest('base64');
}

function asCloudError(error: unknown): CloudError {
  const { message, cause } = error as Error;
  const reason = cause instanceof Error ? cause.message : message;
  return new CloudError('DownloadFailed', `the zip could not be fetched: ${reason}`, { operation: 'Download' });
}
