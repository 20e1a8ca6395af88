import { writeSync } from 'node:fs';
import { format } from 'node:util';
import { toLogText } from './errors.mjs';

const REQUEST_ID = Symbol.for('aws.lambda.runtime.requestId');
const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const ignore = () => undefined;

export function setRequestId(id) {
  globalThis[REQUEST_ID] = id;
}

const isJson = process.env.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === 'JSON';

function showError(_key, value) {
  if (!(value instanceof Error)) return value;
  const stackTrace = typeof value.stack === 'string' ? value.stack.split('\n') : value.stack;
  const about = { errorType: value.constructor?.name ?? 'UnknownError', errorMessage: value.message, stackTrace };
  return Object.assign(about, value);
}

/** One JSON object per line. A single value is kept as it is, several are formatted; the first error among them is spelt out. */
function jsonLine(level, message, parameters) {
  const line = { timestamp: new Date().toISOString(), level, requestId: globalThis[REQUEST_ID] };
  if (parameters.length === 0) {
    try {
      return JSON.stringify({ ...line, message }, showError);
    } catch {
      return JSON.stringify({ ...line, message: format(message) });
    }
  }
  const error = [message, ...parameters].find((value) => value instanceof Error);
  const about = error && showError('', error);
  return JSON.stringify({
    ...line,
    message: format(message, ...parameters),
    ...(about && { errorType: about.errorType, errorMessage: about.errorMessage, stackTrace: about.stackTrace }),
  });
}

/** `time <tab> request id <tab> level <tab> text`; a line break inside travels as a carriage return and is put back by the reader. */
function writeLine(level, message, parameters) {
  if (isJson) {
    writeNow(`${jsonLine(level, message, parameters)}\n`);
    return;
  }
  const text = format(message, ...parameters).replaceAll('\n', '\r');
  writeNow(`${new Date().toISOString()}\t${globalThis[REQUEST_ID]}\t${level}\t${text}\n`);
}

/**
 * Written when it returns, as on Lambda: process.stdout would keep in memory what the pipe cannot take, and lose it when
 * the process exits.
 */
function writeNow(line) {
  const bytes = Buffer.from(line);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      // The pipe is full, and code that uses process.stdout has made it non-blocking.
      if (error.code !== 'EAGAIN') return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

/** Replaces the console's methods with ones that write Lambda's log lines. */
export function patchConsole() {
  const lowest = LEVELS.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase());
  for (const [priority, level] of LEVELS.entries())
    console[level.toLowerCase()] =
      priority < lowest && level !== 'FATAL'
        ? ignore
        : (message, ...parameters) => writeLine(level, message, parameters);
  console.log = console.info;
}

export function logError(title, error) {
  if (isJson) console.error(error instanceof Error ? error : new Error(error));
  else console.error(title, toLogText(error));
}
