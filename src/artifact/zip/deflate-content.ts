import { constants, deflateRawSync } from 'node:zlib';
import { DEFLATED, STORED, type Method } from './zip-format.ts';

/** Level 9 gains 0.3 %, level 1 loses 10 %; with the cache 6 costs nothing most of the time. */
const LEVEL = 6;
/** Node's default of 16 KiB makes deflating thousands of small files 40 % slower: many small outputs to join. */
const MAX_OUTPUT_BYTES = 1024 * 1024;
const OUTPUT_SLACK_BYTES = 64;

const SAMPLE_BYTES = 16 * 1024;
const SAMPLES = 3;
/** Below this size trying costs less than sampling. */
const SAMPLED_FROM_BYTES = 128 * 1024;
const INCOMPRESSIBLE_SHARE = 0.97;

/** As far back as deflate refers. */
export const WINDOW_BYTES = 32 * 1024;

/** Larger contents are deflated in pieces, wherever that happens: the bytes must not depend on it. */
export const LARGE_BYTES = 4 * 1024 * 1024;
const PIECE_BYTES = 1024 * 1024;

export interface Piece {
  readonly offset: number;
  readonly length: number;
  readonly isLast: boolean;
}

export function* piecesOf(bytes: number): Generator<Piece> {
  for (let offset = 0; offset < bytes; offset += PIECE_BYTES) {
    const length = Math.min(PIECE_BYTES, bytes - offset);
    yield { offset, length, isLast: offset + length === bytes };
  }
}

export interface Packed {
  readonly method: Method;
  readonly data: Uint8Array;
}

/** Deflated, or stored when that is no larger. */
export function pack(content: Uint8Array): Packed {
  const stored: Packed = { method: STORED, data: content };
  if (content.length === 0) return stored;
  if (content.length > LARGE_BYTES) return packLarge(content);
  if (content.length >= SAMPLED_FROM_BYTES && isIncompressible(content.length, (at, n) => content.subarray(at, at + n)))
    return stored;
  const data = deflateRawSync(content, { level: LEVEL, chunkSize: fitted(content.length) });
  return data.length < content.length ? { method: DEFLATED, data } : stored;
}

function packLarge(content: Uint8Array): Packed {
  if (isIncompressible(content.length, (at, n) => content.subarray(at, at + n)))
    return { method: STORED, data: content };
  const pieces = [...piecesOf(content.length)].map(({ offset, length, isLast }) =>
    deflatePiece(content.subarray(offset, offset + length), {
      dictionary: content.subarray(Math.max(0, offset - WINDOW_BYTES), offset),
      isLast,
    }),
  );
  return { method: DEFLATED, data: Buffer.concat(pieces) };
}

/**
 * One piece of a longer content. The pieces side by side are one deflate stream: each but the last ends on a byte
 * boundary (sync flush), and refers back into the piece before it through `dictionary`, its last 32 KiB.
 */
export function deflatePiece(
  piece: Uint8Array,
  options: { readonly dictionary: Uint8Array; readonly isLast: boolean },
): Uint8Array {
  return deflateRawSync(piece, {
    level: LEVEL,
    chunkSize: fitted(piece.length),
    finishFlush: options.isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    ...(options.dictionary.length > 0 ? { dictionary: options.dictionary } : {}),
  });
}

/** Three samples: compressed binaries (brotli, zip, pictures) are told from others in a thousandth of the time. */
export function isIncompressible(bytes: number, read: (at: number, length: number) => Uint8Array): boolean {
  const length = Math.min(SAMPLE_BYTES, bytes);
  let sampled = 0;
  let packed = 0;
  for (let sample = 0; sample < SAMPLES; sample++) {
    const piece = read(Math.floor(((bytes - length) * sample) / (SAMPLES - 1)), length);
    sampled += piece.length;
    packed += deflateRawSync(piece, { level: 1, chunkSize: fitted(piece.length) }).length;
  }
  return packed > sampled * INCOMPRESSIBLE_SHARE;
}

function fitted(bytes: number): number {
  return Math.min(MAX_OUTPUT_BYTES, Math.max(64, bytes + OUTPUT_SLACK_BYTES));
}
