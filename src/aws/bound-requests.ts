import { Readable, Transform } from 'node:stream';

/** Bounds of one request, so that whatever answers at the other end, it ends. */
export interface RequestBounds {
  /** For an answer's head, and again for its body, ms; a large upload gets more. */
  readonly answerMs: number;
  /** The largest answer is a page of a few MB. */
  readonly maxBodyBytes: number;
}

export const usualBounds: RequestBounds = { answerMs: 30_000, maxBodyBytes: 64 * 1024 * 1024 };

/** Slower than this is no connection to deploy over. */
const UPLOAD_BYTES_PER_MS = 50;

interface Request {
  readonly body?: unknown;
  readonly headers: Readonly<Record<string, string>>;
}
interface Handled {
  readonly response: { body?: unknown };
}
interface Handler {
  handle: (request: never, options?: object) => Promise<Handled>;
}

/**
 * The SDK waits for ever for an answer, and keeps whatever comes. Here a request that gets no answer, an answer without
 * an end and one that drips are given up; the first is a time-out that the SDK may try again.
 */
export function boundRequests(handler: Handler, { answerMs, maxBodyBytes }: RequestBounds): void {
  const handle = handler.handle.bind(handler);
  handler.handle = async (request: never, options: { abortSignal?: AbortSignal } = {}) => {
    const headMs = answerMs + sizeOf(request) / UPLOAD_BYTES_PER_MS;
    const timer = new AbortController();
    const timeout = setTimeout(() => timer.abort(), headMs);
    const abortSignal = options.abortSignal ? AbortSignal.any([options.abortSignal, timer.signal]) : timer.signal;
    try {
      const handled = await handle(request, { ...options, abortSignal });
      const { body } = handled.response;
      if (body instanceof Readable) handled.response.body = boundBody(body, { answerMs, maxBodyBytes });
      return handled;
    } catch (error) {
      throw timer.signal.aborted ? tooLate(`no answer within ${Math.round(headMs)} ms`) : error;
    } finally {
      clearTimeout(timeout);
    }
  };
}

function boundBody(body: Readable, { answerMs, maxBodyBytes }: RequestBounds): Readable {
  let bytes = 0;
  const bounded = new Transform({
    transform: (block: Buffer, _encoding, done) => {
      bytes += block.length;
      done(
        bytes > maxBodyBytes ? named('ResponseTooLarge', `the answer has more than ${maxBodyBytes} bytes`) : undefined,
        block,
      );
    },
  });
  const timeout = setTimeout(() => bounded.destroy(tooLate(`the answer did not end within ${answerMs} ms`)), answerMs);
  body.on('error', (error) => bounded.destroy(error));
  body.on('aborted', () => bounded.destroy(tooLate('the connection was closed in the middle of the answer')));
  bounded.on('close', () => {
    clearTimeout(timeout);
    body.destroy();
  });
  return body.pipe(bounded);
}

function sizeOf({ body, headers }: Request): number {
  const said = Number(headers['content-length']);
  if (said > 0) return said;
  return typeof body === 'string' || body instanceof Uint8Array ? body.length : 0;
}

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
/** The SDK's own name for it: it is tried again. */
const tooLate = (why: string): Error => named('TimeoutError', why);
