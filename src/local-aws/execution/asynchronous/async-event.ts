import type { Table } from '../../kernel/store.ts';
import type { Invocation, World } from '../../kernel/world.ts';

/** An accepted asynchronous invocation; kept until it is done with, so that a restart goes on with it. */
export interface AsyncEvent {
  readonly requestId: string;
  readonly functionName: string;
  /** As asked for: an alias, and `$LATEST`, are resolved when the event's turn comes. */
  readonly qualifier?: string;
  /** Base64. */
  readonly payload: string;
  readonly clientContext?: string;
  readonly traceId?: string;
  readonly acceptedMs: number;
  /** Times that the function ran with it. */
  readonly attempts: number;
  /** Times that it could not even be started (throttled). */
  readonly refusals: number;
  readonly dueMs: number;
}

export const asyncEvents = (world: World): Table<AsyncEvent> => world.store.table('execution.async-events');

export function toAsyncEvent(invocation: Invocation, requestId: string, now: number): AsyncEvent {
  const { functionName, qualifier, payload, clientContext, traceId } = invocation;
  return {
    requestId,
    functionName,
    ...(qualifier === undefined ? {} : { qualifier }),
    payload: payload.toString('base64'),
    ...(clientContext === undefined ? {} : { clientContext }),
    ...(traceId === undefined ? {} : { traceId }),
    acceptedMs: now,
    attempts: 0,
    refusals: 0,
    dueMs: now,
  };
}

export function toInvocation(event: AsyncEvent): Invocation {
  const { functionName, qualifier, payload, clientContext, traceId, requestId } = event;
  return {
    type: 'RequestResponse',
    functionName,
    requestId,
    payload: Buffer.from(payload, 'base64'),
    ...(qualifier === undefined ? {} : { qualifier }),
    ...(clientContext === undefined ? {} : { clientContext }),
    ...(traceId === undefined ? {} : { traceId }),
  };
}
