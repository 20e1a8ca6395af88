import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Blobs } from '../kernel/world.ts';
import type { PartRow } from './s3-rows.ts';

const CHUNK_BYTES = 256 * 1024;

/** One blob of all parts, in their order, streamed; answers its sha256. */
export async function joinParts(blobs: Blobs, parts: readonly PartRow[]): Promise<string> {
  const path = blobs.path(`.joined-${randomUUID()}`);
  const hash = createHash('sha256');
  const out = createWriteStream(path);
  try {
    for (const { blob } of parts) {
      for await (const chunk of createReadStream(blobs.path(blob), { highWaterMark: CHUNK_BYTES })) {
        hash.update(chunk as Buffer);
        if (!out.write(chunk)) await once(out, 'drain');
      }
    }
    out.end();
    await finished(out);
    return await blobs.adopt(path, hash.digest('hex'));
  } catch (error) {
    out.destroy();
    await rm(path, { force: true });
    throw error;
  }
}

/** S3's ETag of a multipart object: the md5 of the parts' md5s, and their number. */
export function multipartEtag(parts: readonly PartRow[]): string {
  const hash = createHash('md5');
  for (const { etag } of parts) hash.update(Buffer.from(etag, 'hex'));
  return `${hash.digest('hex')}-${parts.length}`;
}
