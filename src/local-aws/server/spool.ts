import { createHash, randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { AwsError } from '../kernel/aws-error.ts';
import { CHECKSUMS, startChecksum, type ChecksumName, type RunningChecksum } from '../kernel/checksum.ts';
import type { Upload } from '../kernel/operation.ts';
import type { Blobs } from '../kernel/world.ts';
import { AwsChunkedDecoder } from './aws-chunked.ts';
import type { Incoming } from './incoming.ts';

/** Smaller bodies stay in memory. */
const IN_MEMORY_BYTES = 1024 * 1024;

export interface Spooled {
  /** The whole body where it is small, else empty. */
  readonly body: Buffer;
  readonly upload: Upload;
  /** Removes the temporary file, if it was not kept. */
  readonly discard: () => Promise<void>;
}

/** Guards the place of the bytes: memory first, a file when they grow. */
class Sink {
  readonly path: string;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #file: FileHandle | undefined;

  constructor(path: string) {
    this.path = path;
  }

  get inFile(): boolean {
    return this.#file !== undefined;
  }

  async write(chunk: Buffer): Promise<void> {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes <= IN_MEMORY_BYTES) return;
    this.#file ??= await open(this.path, 'wx');
    await this.#file.writev(this.#chunks);
    this.#chunks = [];
    this.#bytes = IN_MEMORY_BYTES;
  }

  /** Answers what is in memory. */
  async end(): Promise<Buffer> {
    await this.#file?.close();
    return this.#file ? Buffer.alloc(0) : Buffer.concat(this.#chunks);
  }
}

function wantedChecksums({ headers }: Incoming): ChecksumName[] {
  const named = `${headers['x-amz-trailer'] ?? ''},${headers['x-amz-sdk-checksum-algorithm'] ?? ''}`.toLowerCase();
  return CHECKSUMS.filter(
    (name) => headers[`x-amz-checksum-${name}`] !== undefined || named.split(/[,\s]|x-amz-checksum-/).includes(name),
  );
}

function decoderOf({ headers }: Incoming): AwsChunkedDecoder | undefined {
  const chunked = headers['content-encoding']?.includes('aws-chunked');
  return chunked || headers['x-amz-content-sha256']?.startsWith('STREAMING-') ? new AwsChunkedDecoder() : undefined;
}

function checkComplete({ headers }: Incoming, decoder: AwsChunkedDecoder | undefined, size: number): void {
  const announced = headers['x-amz-decoded-content-length'];
  if ((announced !== undefined && Number(announced) !== size) || decoder?.ended === false) {
    throw new AwsError(
      'IncompleteBody',
      400,
      'You did not provide the number of bytes specified by the Content-Length HTTP header',
    );
  }
}

/**
 * Streams the body of an upload to disk, hashed on the way: 200 MB are never in memory, and no turn of the event loop
 * takes longer than one chunk.
 */
export async function spool(head: Incoming, request: AsyncIterable<Buffer>, blobs: Blobs): Promise<Spooled> {
  const sink = new Sink(join(blobs.path('.'), `.upload-${randomUUID()}`));
  const decoder = decoderOf(head);
  const checksums = new Map<ChecksumName, RunningChecksum>(
    wantedChecksums(head).map((name) => [name, startChecksum(name)]),
  );
  const [sha256, md5] = [createHash('sha256'), createHash('md5')];
  let size = 0;
  const discard = (): Promise<void> => rm(sink.path, { force: true });
  try {
    for await (const raw of request) {
      for (const chunk of decoder ? decoder.push(raw) : [raw]) {
        size += chunk.length;
        sha256.update(chunk);
        md5.update(chunk);
        for (const checksum of checksums.values()) checksum.update(chunk);
        await sink.write(chunk);
      }
    }
    checkComplete(head, decoder, size);
  } catch (error) {
    await sink.end();
    await discard();
    throw error;
  }
  const body = await sink.end();
  const digests = {
    sha256: sha256.digest('hex'),
    md5: md5.digest('hex'),
    checksums: Object.fromEntries([...checksums].map(([name, running]) => [name, running.digest()])),
  };
  const keep = (): Promise<string> => (sink.inFile ? blobs.adopt(sink.path, digests.sha256) : blobs.put(body));
  return { body, discard, upload: { size, ...digests, trailers: decoder?.trailers ?? {}, keep } };
}
