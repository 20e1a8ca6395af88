import { RESPONSE_LIMIT_BYTES } from '../limits.ts';
import type { RuntimeEvent } from './runtime-api.ts';

interface ErrorBody {
  readonly errorType: string;
  readonly errorMessage: string;
}

export function httpAnswer(status: string, body: ErrorBody | { readonly status: string }): string {
  const text = `${JSON.stringify(body)}\n`;
  return `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
}

// Wording: github.com/aws/aws-lambda-runtime-interface-emulator, internal/lambda/rapi/rendering.
export const answers = {
  accepted: httpAnswer('202 Accepted', { status: 'OK' }),
  invalidRequestId: httpAnswer('400 Bad Request', {
    errorType: 'InvalidRequestID',
    errorMessage: 'Invalid request ID',
  }),
  invalidTransition: httpAnswer('403 Forbidden', {
    errorType: 'InvalidStateTransition',
    errorMessage: 'State transition is not allowed',
  }),
  tooLarge: httpAnswer('413 Request Entity Too Large', {
    errorType: 'RequestEntityTooLarge',
    errorMessage: `Exceeded maximum allowed payload size (${RESPONSE_LIMIT_BYTES} bytes).`,
  }),
} as const;

/** Head of the answer to GET next. */
export function eventHead(event: RuntimeEvent): string {
  const context =
    event.clientContext === undefined ? '' : `Lambda-Runtime-Client-Context: ${asHeader(event.clientContext)}\r\n`;
  return (
    'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n' +
    `Lambda-Runtime-Aws-Request-Id: ${event.requestId}\r\n` +
    `Lambda-Runtime-Deadline-Ms: ${event.deadlineMs}\r\n` +
    `Lambda-Runtime-Invoked-Function-Arn: ${event.invokedFunctionArn}\r\n` +
    `Lambda-Runtime-Trace-Id: ${event.traceId}\r\n${context}` +
    `Content-Length: ${event.payload.length}\r\n\r\n`
  );
}

/** The same for the local AWS's own runtime: a line that names the bytes which follow. */
export function eventLine(event: RuntimeEvent): string {
  const context = event.clientContext === undefined ? '' : asHeader(event.clientContext);
  const { requestId, deadlineMs, invokedFunctionArn, traceId, payload } = event;
  return `${requestId}\0${deadlineMs}\0${payload.length}\0${invokedFunctionArn}\0${traceId}\0${context}\n`;
}

/** JSON text as a header value: one line of ASCII with the same meaning. */
function asHeader(json: string): string {
  return json
    .replaceAll(/[\r\n]/g, ' ')
    .replaceAll(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
