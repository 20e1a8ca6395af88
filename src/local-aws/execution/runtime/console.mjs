import { writeSync } from 'node:fs';
import { format } from 'node:util';
import { toLogText } from './errors.mjs';

const REQUEST_ID = Symbol.for('aws.lambda.runtime.requestId');
const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const ignore = () => undefined;

export function setRequestId(id) {
  globalThis[REQUEST_ID] = id;
}

/** `time <tab> request id <tab> level <tab> text`; a line break inside travels as a carriage return and is put back by the reader. */
function writeLine(level, message, parameters) {
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
  console.error(title, toLogText(error));
}
