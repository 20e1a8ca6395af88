import type { Ending } from '../faults/apply-faults.ts';
import { AwsError } from '../kernel/aws-error.ts';
import { dispatch, type Dispatched, type Dispatcher } from './dispatch.ts';
import { endAnswer } from './end-answer.ts';
import type { Answer } from './http-server.ts';
import type { Incoming } from './incoming.ts';
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
  const { stack, message } =
    error instanceof Error ? error : { stack: undefined, message: 'Something that is no error.' };
  return { errorCode: 'InternalFailure', errorMessage: stack ?? message };
}

function logLine(incoming: Incoming, done: Dispatched, startedAt: number): LoggedRequest {
  const { context, service, operation, writes, outgoing, faults } = done;
  return {
    at: new Date(startedAt).toISOString(),
    requestId: context.requestId,
    accountId: context.accountId,
    region: context.region,
    service,
    operation,
    writes,
    method: incoming.method,
    path: loggedPath(incoming),
    status: outgoing.status,
    ...errorFields(done.error),
    durationMs: Date.now() - startedAt,
    bytesIn: incoming.body.length,
    bytesOut: Buffer.byteLength(outgoing.body),
    ...(faults.length > 0 && { faults }),
  };
}

/** What the main port does with a request: the side door, or one operation of AWS, logged. */
export function makeAnswer(dispatcher: Dispatcher, door: SideDoor, onRequest: () => void): Answer {
  return async (incoming, exchange) => {
    if (incoming.path.startsWith('/_local/')) return answerSideDoor(door, incoming, exchange);
    onRequest();
    const startedAt = Date.now();
    const done = await dispatch(dispatcher, incoming);
    door.requests.add(logLine(incoming, done, startedAt));
    const id = done.context.requestId;
    const headers = { 'x-amzn-requestid': id, 'x-amz-request-id': id, ...done.outgoing.headers };
    const ending: Ending = done.ending;
    if (ending === 'killProcess') door.kill?.();
    return endAnswer(exchange, { ...done.outgoing, headers }, ending);
  };
}
