import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Params } from '../../kernel/operation.ts';

/** Below this, JSON.parse and base64 together block the event loop for about a millisecond. */
const LARGE_BYTES = 1024 * 1024;
/** A multiple of 4: whole base64 groups. About a millisecond each. */
const SLICE_BYTES = 1024 * 1024;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const PLACEHOLDER = '\u0001blob\u0001';

export interface Lifted {
  /** The JSON with a placeholder where the blob was. */
  readonly rest: string;
  readonly putBack: (members: Params) => Params;
}

function findText(body: Buffer, member: string): { start: number; end: number } | undefined {
  const key = Buffer.from(`"${member}"`);
  const at = body.indexOf(key);
  if (at < 0) return undefined;
  const opening = /^\s*:\s*"/.exec(body.toString('latin1', at + key.length, at + key.length + 32));
  if (!opening) return undefined;
  const start = at + key.length + opening[0].length;
  const end = body.indexOf(QUOTE, start);
  // Escapes (PHP writes `\/`) need the real parser.
  return end < 0 || body.subarray(start, end).includes(BACKSLASH) ? undefined : { start, end };
}

async function decodeInSlices(body: Buffer, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(Math.ceil(((end - start) * 3) / 4));
  let written = 0;
  for (let at = start; at < end; at += SLICE_BYTES) {
    written += bytes.write(body.toString('latin1', at, Math.min(at + SLICE_BYTES, end)), written, 'base64');
    await nextTurn();
  }
  return bytes.subarray(0, written);
}

function replace(value: unknown, bytes: Buffer): unknown {
  if (value === PLACEHOLDER) return bytes;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replace(inner, bytes)]));
}

/**
 * Takes a large base64 member out of a JSON body and decodes it in slices: 50 MB of zip would block the event loop for
 * a quarter of a second otherwise. Undefined when there is none.
 */
export async function liftBlob(body: Buffer, member: string): Promise<Lifted | undefined> {
  if (body.length < LARGE_BYTES) return undefined;
  const found = findText(body, member);
  if (!found) return undefined;
  const bytes = await decodeInSlices(body, found.start, found.end);
  const [before, after] = [body.toString('utf8', 0, found.start), body.toString('utf8', found.end)];
  return {
    rest: `${before}${JSON.stringify(PLACEHOLDER).slice(1, -1)}${after}`,
    putBack: (members) => replace(members, bytes) as Params,
  };
}
