import { randomUUID } from 'node:crypto';
import { AwsError } from '../kernel/aws-error.ts';
import { notImplemented } from '../kernel/aws-error.ts';
import type { Invocation, InvocationResult, World } from '../kernel/world.ts';
import type { Runnable } from '../lambda/runnable.ts';
import type { Concurrency } from './concurrency.ts';
import { canRun } from './environment/entrypoint.ts';
import type { InvocationMetrics } from './invocation-metrics.ts';
import type { Outcome } from './job.ts';
import { REQUEST_LIMIT_BYTES } from './limits.ts';
import type { Pools } from './pool/pools.ts';

export interface Machinery {
  readonly world: World;
  readonly pools: Pools;
  readonly concurrency: Concurrency;
  readonly metrics: InvocationMetrics;
}

/** Runs the version once. Rejects with AwsError when Lambda would not even start: throttled, too large, not to be run here. */
export function runJob(machinery: Machinery, runnable: Runnable, invocation: Invocation): Promise<InvocationResult> {
  return new Promise((resolve) => {
    const { pools, metrics, concurrency } = machinery;
    refuseUnrunnable(runnable, invocation);
    enter(machinery, runnable);
    const requestId = invocation.requestId ?? randomUUID();
    pools.submit({
      runnable,
      requestId,
      traceId: invocation.traceId ?? makeTraceId(requestId),
      payload: invocation.payload.length === 0 ? EMPTY_EVENT : invocation.payload,
      tail: invocation.tail === true,
      clientContext: invocation.clientContext === undefined ? undefined : decode(invocation.clientContext),
      done: (outcome) => {
        concurrency.leave(runnable);
        metrics.ended(runnable, outcome);
        resolve(toResult(runnable, outcome));
      },
    });
  });
}

/** AWS gives a handler an empty object when there is no payload. */
const EMPTY_EVENT = Buffer.from('{}');

/** Asked before an asynchronous event is accepted too: nobody would ever hear of its end. */
export function refuseUnknownRuntime({ runtime }: Runnable): void {
  if (!canRun(runtime)) throw notImplemented('lambda', `Invoke of runtime ${runtime}`);
}

function refuseUnrunnable(runnable: Runnable, { payload }: Invocation): void {
  refuseUnknownRuntime(runnable);
  if (payload.length > REQUEST_LIMIT_BYTES)
    throw new AwsError(
      'RequestTooLargeException',
      413,
      `Request must be smaller than ${REQUEST_LIMIT_BYTES} bytes for the InvokeFunction operation`,
    );
}

function enter({ concurrency, metrics }: Machinery, runnable: Runnable): void {
  try {
    const ofFunction = concurrency.enter(runnable);
    metrics.started(runnable, { ofFunction, ofAccount: concurrency.total });
  } catch (error) {
    metrics.throttled(runnable);
    throw error;
  }
}

function toResult({ version }: Runnable, { payload, failed, logTail }: Outcome): InvocationResult {
  return {
    status: 200,
    payload,
    executedVersion: version,
    functionError: failed ? 'Unhandled' : undefined,
    logTail,
  };
}

/** The header carries base64, in-process callers may give the JSON itself. */
function decode(clientContext: string): string {
  return clientContext.startsWith('{') ? clientContext : Buffer.from(clientContext, 'base64').toString('utf8');
}

function makeTraceId(requestId: string): string {
  const hex = requestId.replaceAll('-', '');
  const epoch = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${epoch}-${hex.slice(0, 24)};Parent=${hex.slice(16)};Sampled=0`;
}
