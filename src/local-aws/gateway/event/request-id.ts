import { randomFillSync } from 'node:crypto';

const BYTES = 11;
const pool = Buffer.alloc(BYTES * 512);
let used = pool.length;

/** `JKJaXmPLvHcESHA=`: 11 random bytes, drawn from a pool because every request needs some. */
export function newRequestId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const id = pool.toString('base64url', used, used + BYTES);
  used += BYTES;
  return `${id}=`;
}

const tracePool = Buffer.alloc(12 * 512);
let traceUsed = tracePool.length;

/** `Root=1-<8 hex of the second>-<24 hex>` */
export function newTraceId(epochMs: number): string {
  if (traceUsed === tracePool.length) {
    randomFillSync(tracePool);
    traceUsed = 0;
  }
  const random = tracePool.toString('hex', traceUsed, traceUsed + 12);
  traceUsed += 12;
  return `Root=1-${Math.floor(epochMs / 1000).toString(16)}-${random}`;
}
