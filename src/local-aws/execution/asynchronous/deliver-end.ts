import type { InvocationResult, World } from '../../kernel/world.ts';
import type { Runnable } from '../../lambda/runnable.ts';
import type { AsyncEvent } from './async-event.ts';
import { checkMayDeliver, sendDeadLetter, sendToDestination } from './destinations.ts';

export interface End {
  readonly event: AsyncEvent;
  readonly condition: 'Success' | 'RetriesExhausted' | 'EventAgeExceeded';
  /** Missing when the function never ran. */
  readonly result?: InvocationResult;
}

/** Tells whoever was configured to know: the destination for success or failure, and the dead letter queue. */
export async function deliverEnd(world: World, runnable: Runnable, end: End): Promise<void> {
  const { onSuccessArn, onFailureArn, deadLetterArn } = runnable.asynchronous;
  const succeeded = end.condition === 'Success';
  const destination = succeeded ? onSuccessArn : onFailureArn;
  if (destination)
    await attempt(world, runnable, 'DestinationDeliveryFailures', async () => {
      checkMayDeliver(world, runnable.roleArn, destination);
      await sendToDestination(world, destination, makeRecord(world, runnable, end));
    });
  if (deadLetterArn && !succeeded)
    await attempt(world, runnable, 'DeadLetterErrors', async () => {
      checkMayDeliver(world, runnable.roleArn, deadLetterArn);
      await sendDeadLetter(world, deadLetterArn, end);
    });
  if (!succeeded && !destination && !deadLetterArn) count(world, runnable, 'AsyncEventsDropped');
}

/** A delivery that fails is counted and nothing else, as on Lambda. */
async function attempt(world: World, runnable: Runnable, metric: string, deliver: () => Promise<void>): Promise<void> {
  try {
    await deliver();
  } catch {
    count(world, runnable, metric);
  }
}

function count(world: World, { functionName }: Runnable, metric: string): void {
  world.metrics.record('AWS/Lambda', metric, { FunctionName: functionName }, 1, 'Count');
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
function makeRecord(world: World, runnable: Runnable, { event, condition, result }: End): Record<string, unknown> {
  const { invokedFunctionArn, functionName } = runnable;
  const unqualified = invokedFunctionArn.endsWith(`:${functionName}`);
  return {
    version: '1.0',
    timestamp: new Date(world.clock.now()).toISOString(),
    requestContext: {
      requestId: event.requestId,
      functionArn: unqualified ? `${invokedFunctionArn}:$LATEST` : invokedFunctionArn,
      condition,
      approximateInvokeCount: event.attempts,
    },
    requestPayload: parse(Buffer.from(event.payload, 'base64')),
    ...(result && {
      responseContext: {
        statusCode: result.status,
        executedVersion: result.executedVersion,
        ...(result.functionError ? { functionError: result.functionError } : {}),
      },
      responsePayload: parse(result.payload),
    }),
  };
}

/** Bytes that are no JSON appear as text. */
function parse(payload: Buffer): unknown {
  const text = payload.toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
