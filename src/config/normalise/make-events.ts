import type { EventSource, QueueEvent, TopicEvent } from '../../model/service.ts';
import type { FunctionInput } from './function-input.ts';
import { makeBucketEvent, makeStreamEvent } from './make-stream-events.ts';
import type { PolicyPlace } from './resource-arn.ts';

export type EventInput = NonNullable<FunctionInput['events']>[number];
type QueueInput = EventInput & { type: 'queue' };

export function makeEvent(input: EventInput, timeoutSeconds: number, place: PolicyPlace): EventSource {
  if (input.type === 'dynamodb' || input.type === 'kinesis') return makeStreamEvent(input, place);
  if (input.type === 's3') return makeBucketEvent(input, place);
  if (input.type === 'queue') return makeQueue(input, timeoutSeconds);
  if (input.type === 'topic') return makeTopic(input);
  if (input.type === 'bus')
    return { kind: 'bus', name: input.name, bus: input.bus ?? 'default', pattern: input.pattern };
  return {
    kind: 'schedule',
    name: input.name,
    expression: input.schedule,
    ...(input.input !== undefined && { input: input.input }),
  };
}

function makeQueue(input: QueueInput, timeoutSeconds: number): QueueEvent {
  return {
    kind: 'queue',
    name: input.name,
    ...(input.arn !== undefined && { arn: input.arn }),
    batchSize: input.batchSize ?? 10,
    batchWindowSeconds: input.batchWindow ?? 0,
    reportBatchItemFailures: input.partialFailures ?? true,
    ...(input.maximumConcurrency !== undefined && { maximumConcurrency: input.maximumConcurrency }),
    // Six times the function's time-out leaves room for retries of throttled batches.
    // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    visibilityTimeoutSeconds: input.visibilityTimeout ?? Math.min(6 * timeoutSeconds, 43_200),
    maxReceiveCount: input.maxReceives ?? 5,
    filterPatterns: input.filters ?? [],
  };
}

function makeTopic({ name, arn, filter, filterScope = 'attributes' }: EventInput & { type: 'topic' }): TopicEvent {
  return {
    kind: 'topic',
    name,
    ...(arn !== undefined && { arn }),
    ...(filter !== undefined && { filter }),
    filterScope,
  };
}
