import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Checksums that S3 knows, as in `x-amz-checksum-<name>`. */
export const CHECKSUMS = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;
export type ChecksumName = (typeof CHECKSUMS)[number];

export interface RunningChecksum {
  readonly update: (bytes: Buffer) => void;
  /** Base64. */
  readonly digest: () => string;
}

export function startChecksum(name: ChecksumName): RunningChecksum {
  if (name === 'crc32') return startCrc32();
  if (name === 'crc32c') return startCrc32c();
  if (name === 'crc64nvme') return startCrc64();
  const hash = createHash(name);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest('base64') };
}

function base64OfWords(...words: readonly number[]): string {
  const bytes = Buffer.alloc(words.length * 4);
  for (const [index, word] of words.entries()) bytes.writeUInt32BE(word >>> 0, index * 4);
  return bytes.toString('base64');
}

function startCrc32(): RunningChecksum {
  let value = 0;
  return { update: (bytes) => void (value = crc32(bytes, value)), digest: () => base64OfWords(value) };
}

const CRC32C_POLYNOMIAL = 0x82f63b78;
let crc32cTable: Uint32Array | undefined;

function makeCrc32cTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ CRC32C_POLYNOMIAL : value >>> 1;
    return value;
  });
}

function startCrc32c(): RunningChecksum {
  const table = (crc32cTable ??= makeCrc32cTable());
  let value = 0xffffffff;
  return {
    update: (bytes) => {
      for (const byte of bytes) value = (table[(value ^ byte) & 0xff] as number) ^ (value >>> 8);
    },
    digest: () => base64OfWords(~value),
  };
}

/** Reflected polynomial 0x9a6c9329ac4bc9b5, in two words: JavaScript's integers have 32 bits where it counts. */
const CRC64_POLYNOMIAL = { high: 0x9a6c9329, low: 0xac4bc9b5 };
let crc64Table: { high: Uint32Array; low: Uint32Array } | undefined;

function makeCrc64Table(): { high: Uint32Array; low: Uint32Array } {
  const table = { high: new Uint32Array(256), low: new Uint32Array(256) };
  for (let byte = 0; byte < 256; byte++) {
    let high = 0;
    let low = byte;
    for (let bit = 0; bit < 8; bit++) {
      const odd = low & 1;
      low = (low >>> 1) | (high << 31);
      high >>>= 1;
      if (odd) {
        high ^= CRC64_POLYNOMIAL.high;
        low ^= CRC64_POLYNOMIAL.low;
      }
    }
    table.high[byte] = high;
    table.low[byte] = low;
  }
  return table;
}

function startCrc64(): RunningChecksum {
  const table = (crc64Table ??= makeCrc64Table());
  let high = 0xffffffff;
  let low = 0xffffffff;
  return {
    update: (bytes) => {
      for (const byte of bytes) {
        const at = (low ^ byte) & 0xff;
        low = ((low >>> 8) | (high << 24)) ^ (table.low[at] as number);
        high = (high >>> 8) ^ (table.high[at] as number);
      }
    },
    digest: () => base64OfWords(~high, ~low),
  };
}
