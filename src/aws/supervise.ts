import type { HandlerExecutionContext, MiddlewareStack } from '@smithy/types';
import { ShipError } from '../errors/ship-error.ts';
import { beforeRequest } from '../release/cloud.ts';
import { boundRequests, type RequestBounds } from './bound-requests.ts';
import type { Pace } from './pace.ts';
import type { Presence } from './presence.ts';
import { retryBusy } from './retry-busy.ts';
import type { Timing } from './timing.ts';
import { isLostAnswer, toCloudError } from './to-cloud-error.ts';

/** One request to AWS: retries are counted, for they too take time and rate. */
export interface ObservedCall {
  readonly service: string;
  /** `UpdateStage` */
  readonly operation: string;
  readonly ms: number;
  /** AWS's error code, or Node's. */
  readonly error?: string;
}

export interface Supervision {
  readonly timing: Timing;
  readonly pace: Pace;
  readonly observe: (call: ObservedCall) => void;
  readonly presence: Presence;
  readonly bounds: RequestBounds;
  readonly profile?: string | undefined;
}

interface RequestError {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

interface SupervisedClient<Input extends object, Output extends object> {
  readonly middlewareStack: MiddlewareStack<Input, Output>;
  readonly config: { readonly requestHandler: object };
}

const operationOf = (context: HandlerExecutionContext): string =>
  (context.commandName ?? 'Unknown').replace(/Command$/, '');

interface Failures {
  readonly count: number;
  readonly last: unknown;
  readonly lost: boolean;
}

/** Makes every call of a client paced, observed, retried when AWS is busy, and its errors CloudErrors. */
export function supervise<Input extends object, Output extends object, Client extends SupervisedClient<Input, Output>>(
  client: Client & SupervisedClient<Input, Output>,
  service: string,
  supervision: Supervision,
): Client {
  boundRequests(client.config.requestHandler as Parameters<typeof boundRequests>[0], supervision.bounds);
  const { profile } = supervision;
  const failures = new WeakMap<HandlerExecutionContext, Failures>();
  client.middlewareStack.add(
    (next, context) => async (args) => {
      try {
        return await retryBusy(() => next(args), supervision.timing);
      } catch (error) {
        // Not AWS's: the run may not go on.
        if (error instanceof ShipError) throw error;
        // The request's own error: the SDK may have wrapped it on the way out.
        const { last = error, lost = false } = failures.get(context) ?? {};
        throw toCloudError(last, operationOf(context), { lost, profile });
      }
    },
    { step: 'initialize', priority: 'high', name: 'shipCall' },
  );
  // Inside the SDK's own retries: once per request.
  client.middlewareStack.add(
    (next, context) => async (args) => {
      await supervision.pace(service, operationOf(context));
      await beforeRequest.getStore()?.();
      try {
        return await sendOne(() => next(args), { service, operation: operationOf(context) }, supervision);
      } catch (error) {
        const { count = 0, lost = false } = failures.get(context) ?? {};
        failures.set(context, { count: count + 1, last: error, lost: lost || isLostAnswer(error) });
        const isHopeless = supervision.presence.isHopeless(count + 1);
        throw isHopeless ? toCloudError(error, operationOf(context), { lost, profile }) : error;
      }
    },
    { step: 'deserialize', priority: 'high', name: 'shipRequest' },
  );
  return client;
}

async function sendOne<T>(
  send: () => Promise<T>,
  call: { service: string; operation: string },
  { timing, observe, presence }: Supervision,
): Promise<T> {
  const startedAt = timing.now();
  try {
    const reply = await send();
    presence.answered();
    observe({ ...call, ms: timing.now() - startedAt });
    return reply;
  } catch (error) {
    const { name, code, $metadata } = error as RequestError;
    if ($metadata?.httpStatusCode) presence.answered();
    observe({ ...call, ms: timing.now() - startedAt, error: code ?? name ?? 'Error' });
    throw error;
  }
}
