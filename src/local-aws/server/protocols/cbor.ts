import { AwsError } from '../../kernel/aws-error.ts';

const EPOCH_SECONDS_TAG = 1;

/** CBOR (RFC 8949) as Smithy's rpc-v2-cbor uses it: maps with text keys; dates under tag 1, as epoch seconds. */
export function encodeCbor(value: unknown): Buffer {
  const parts: Buffer[] = [];
  write(parts, value);
  return Buffer.concat(parts);
}

function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(major << 5) | size]);
  const width = size < 0x100 ? 1 : size < 0x10000 ? 2 : size < 0x100000000 ? 4 : 8;
  const bytes = Buffer.alloc(1 + width);
  bytes[0] = (major << 5) | (24 + Math.log2(width));
  if (width === 8) bytes.writeBigUInt64BE(BigInt(size), 1);
  else bytes.writeUIntBE(size, 1, width);
  return bytes;
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = 0xfb;
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

function write(parts: Buffer[], value: unknown): void {
  if (value === null || value === undefined) parts.push(Buffer.from([0xf6]));
  else if (typeof value === 'boolean') parts.push(Buffer.from([value ? 0xf5 : 0xf4]));
  else if (typeof value === 'number') writeNumber(parts, value);
  else if (typeof value === 'string') parts.push(head(3, Buffer.byteLength(value)), Buffer.from(value));
  else if (Buffer.isBuffer(value)) parts.push(head(2, value.length), value);
  else if (value instanceof Date) parts.push(head(6, EPOCH_SECONDS_TAG), double(value.getTime() / 1000));
  else if (Array.isArray(value)) {
    parts.push(head(4, value.length));
    for (const item of value) write(parts, item);
  } else writeMap(parts, value as Record<string, unknown>);
}

function writeNumber(parts: Buffer[], value: number): void {
  if (!Number.isSafeInteger(value)) parts.push(double(value));
  else parts.push(value >= 0 ? head(0, value) : head(1, -1 - value));
}

function writeMap(parts: Buffer[], map: Record<string, unknown>): void {
  const members = Object.entries(map).filter(([, value]) => value !== undefined && value !== null);
  parts.push(head(5, members.length));
  for (const [key, value] of members) {
    write(parts, key);
    write(parts, value);
  }
}

export function decodeCbor(bytes: Buffer): unknown {
  return new Reader(bytes).value();
}

const BREAK = Symbol('break');

/** Guards the position in the bytes. */
class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  value(): unknown {
    if (this.#at >= this.#bytes.length) throw new AwsError('SerializationException', 400, 'Unexpected end of CBOR.');
    const initial = this.#bytes[this.#at++] as number;
    const major = initial >> 5;
    const info = initial & 31;
    if (major === 7) return this.#simple(info);
    const size = info === 31 ? Infinity : this.#size(info);
    switch (major) {
      case 0:
        return size;
      case 1:
        return -1 - size;
      case 2:
        return this.#text(size, false);
      case 3:
        return this.#text(size, true);
      case 4:
        return this.#list(size);
      case 5:
        return this.#map(size);
      default:
        return this.value(); // Tag 1 and all others: the value itself; epoch seconds stay numbers, as in JSON.
    }
  }

  #take(length: number): Buffer {
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    if (bytes.length < length) throw new AwsError('SerializationException', 400, 'Unexpected end of CBOR.');
    this.#at += length;
    return bytes;
  }

  #size(info: number): number {
    if (info < 24) return info;
    if (info === 27) return Number(this.#take(8).readBigUInt64BE());
    const width = 1 << (info - 24);
    return this.#take(width).readUIntBE(0, width);
  }

  #simple(info: number): unknown {
    if (info === 20 || info === 21) return info === 21;
    if (info === 25) return half(this.#take(2).readUInt16BE());
    if (info === 26) return this.#take(4).readFloatBE();
    if (info === 27) return this.#take(8).readDoubleBE();
    return info === 31 ? BREAK : null;
  }

  #text(size: number, text: boolean): unknown {
    if (size !== Infinity) return text ? this.#take(size).toString('utf8') : Buffer.from(this.#take(size));
    const chunks = this.#list(size);
    return text ? chunks.join('') : Buffer.concat(chunks as Buffer[]);
  }

  #list(size: number): unknown[] {
    const items: unknown[] = [];
    while (items.length < size) {
      const item = this.value();
      if (item === BREAK) break;
      items.push(item);
    }
    return items;
  }

  #map(size: number): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    for (let count = 0; count < size; count++) {
      const key = this.value();
      if (key === BREAK) break;
      map[String(key)] = this.value();
    }
    return map;
  }
}

/** IEEE 754 half precision. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * 2 ** -14 * (fraction / 1024);
  if (exponent === 31) return fraction ? Number.NaN : sign * Infinity;
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}
