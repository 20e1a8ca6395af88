import { closeSync, openSync, writeSync } from 'node:fs';
import { ArtifactError } from '../artifact-error.ts';
import { toWriteError } from '../cache/write-atomically.ts';
import {
  MAX_BYTES,
  MAX_ENTRIES,
  PACKED_SIZE_OFFSET,
  encodeCentralHeader,
  encodeEnd,
  encodeLocalHeader,
  type ZipRecord,
} from './zip-format.ts';

const BUFFER_BYTES = 1024 * 1024;

/** A zip being written. Headers and small data are gathered, so that thousands of entries are a few writes. */
export class ZipContainer {
  readonly #path: string;
  readonly #fd: number;
  readonly #buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  #buffered = 0;
  #offset = 0;
  readonly #entries: { record: ZipRecord; offset: number }[] = [];

  constructor(path: string) {
    this.#path = path;
    this.#fd = this.#guard(() => openSync(path, 'w'));
  }

  /** Adds a whole entry; answers where its data begins. */
  add(record: ZipRecord, data: Uint8Array): number {
    this.#begin(record);
    const dataOffset = this.#offset;
    this.write(data);
    return dataOffset;
  }

  /** Begins an entry whose packed size is not known yet: write its data, then `finish` it. */
  start(record: ZipRecord): number {
    this.#begin(record);
    return this.#offset;
  }

  write(data: Uint8Array): void {
    if (data.length > BUFFER_BYTES - this.#buffered) this.#flush();
    if (data.length > BUFFER_BYTES) this.#writeOut(data, this.#offset);
    else {
      this.#buffer.set(data, this.#buffered);
      this.#buffered += data.length;
    }
    this.#offset += data.length;
  }

  /** Fills in the packed size of the entry that was started last; answers it. */
  finish(dataOffset: number): number {
    const last = this.#entries.at(-1);
    if (!last) throw new Error('no entry was started');
    const packedBytes = this.#offset - dataOffset;
    last.record = { ...last.record, packedBytes };
    this.#flush();
    const size = Buffer.alloc(4);
    size.writeUInt32LE(packedBytes);
    this.#writeOut(size, last.offset + PACKED_SIZE_OFFSET);
    return packedBytes;
  }

  /** Writes the table of contents; answers the zip's size. */
  end(): number {
    const start = this.#offset;
    for (const { record, offset } of this.#entries) this.write(encodeCentralHeader(record, offset));
    this.write(encodeEnd(this.#entries.length, start, this.#offset - start));
    this.#flush();
    return this.#offset;
  }

  close(): void {
    closeSync(this.#fd);
  }

  #begin(record: ZipRecord): void {
    if (this.#entries.length >= MAX_ENTRIES)
      throw new ArtifactError('TOO_MANY_FILES', `a zip holds at most ${MAX_ENTRIES} files`);
    if (record.bytes > MAX_BYTES || this.#offset > MAX_BYTES)
      throw new ArtifactError('TOO_LARGE', 'a zip holds at most 4 GiB', [record.path]);
    this.#entries.push({ record, offset: this.#offset });
    this.write(encodeLocalHeader(record));
  }

  #flush(): void {
    this.#writeOut(this.#buffer.subarray(0, this.#buffered), this.#offset - this.#buffered);
    this.#buffered = 0;
  }

  #writeOut(data: Uint8Array, position: number): void {
    this.#guard(() => {
      let written = 0;
      while (written < data.length)
        written += writeSync(this.#fd, data, written, data.length - written, position + written);
    });
  }

  #guard<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw toWriteError(error, this.#path);
    }
  }
}
