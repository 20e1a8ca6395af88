import { AwsError } from '../kernel/aws-error.ts';
import { dispatch, type Dispatched, type Dispatcher } from './dispatch.ts';
import { endAnswer } from './end-answer.ts';
import { guardOrigin, isLoopback, refuseHost } from './guard-host.ts';
import type { Answer } from './http-server.ts';
import { readBody, type Incoming } from './incoming.ts';
import { receive } from './receive.ts';
import type { LoggedRequest } from './request-log.ts';
import { answerSideDoor, type SideDoor } from './side-door.ts';

/** Signatures of presigned URLs are not for the log. */
function loggedPath({ path, rawQuery }: Incoming): string {
  const query = rawQuery.replace(/(X-Amz-(?:Signature|Security-Token|Credential)|Signature)=[^&]*/gi, '$1=-');
  return query ? `${path}?${query}` : path;
}

function errorFields(error: unknown): Partial<LoggedRequest> {
  if (error === undefined) return {};
  if (error instanceof AwsError) return { errorCode: error.code, errorMessage: error.message };
  // A bug of the local AWS itself: where it happened matters more than what.
  const { stack, message } = error instanceof Error ? error : { stack: undefined, message: 'No error, but thrown.' };
  return { errorCode: 'InternalFailure', errorMessage: stack ?? message };
}

function bytesOut({ outgoing: { body, file } }: Dispatched): number {
  return file ? file.end - file.start : Buffer.byteLength(body);
}

function logLine(head: Incoming, done: Dispatched, startedAt: number): LoggedRequest {
  const { context, service, operation, writes, outgoing, faults } = done;
  return {
    at: new Date(startedAt).toISOString(),
    requestId: context.requestId,
    accountId: context.accountId,
    region: context.region,
    service,
    operation,
    writes,
    method: head.method,
    path: loggedPath(head),
    status: outgoing.status,
    ...errorFields(done.error),
    durationMs: Date.now() - startedAt,
    bytesIn: context.upload?.size ?? context.rawBody.length,
    bytesOut: bytesOut(done),
    ...(faults.length > 0 && { faults }),
  };
}

/** One request to AWS: received, done, logged, answered. */
function answerAws(dispatcher: Dispatcher, door: SideDoor): Answer {
  return async (head, exchange) => {
    const startedAt = Date.now();
    const done = await dispatch(dispatcher, head, () => receive(head, exchange.request, door.blobs));
    door.requests.add(logLine(head, done, startedAt));
    const id = done.context.requestId;
    const headers = { 'x-amzn-requestid': id, 'x-amz-request-id': id, ...done.outgoing.headers };
    if (done.ending === 'killProcess') door.kill?.();
    await endAnswer(exchange, { ...done.outgoing, headers }, done.ending);
  };
}

/** What the main port does with a request: the side door, an API under its own name, or one operation of AWS. */
export function makeAnswer(dispatcher: Dispatcher, door: SideDoor, onRequest: () => void): Answer {
  const aws = answerAws(dispatcher, door);
  return async (head, exchange) => {
    const host = (head.headers['host'] ?? '').replace(/:\d+$/, '');
    const listener = dispatcher.worlds.listenerFor(host);
    if (listener) {
      onRequest();
      return listener(exchange.request, exchange.response);
    }
    if (!isLoopback(host)) throw refuseHost(host);
    guardOrigin(head);
    if (head.path.startsWith('/_local/')) {
      return answerSideDoor(door, { ...head, body: await readBody(exchange.request) }, exchange);
    }
    onRequest();
    return aws(head, exchange);
  };
}
