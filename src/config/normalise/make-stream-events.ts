import type { BucketEvent, FailureDestination, StartingPosition, StreamEvent } from '../../model/service.ts';
import type { EventInput } from './make-events.ts';
import { resourceArn, type PolicyPlace, type Reference } from './resource-arn.ts';

type StreamInput = EventInput & { type: 'dynamodb' | 'kinesis' };
type BucketInput = EventInput & { type: 's3' };

/** AWS's own defaults, but for partial failures: with them a batch is not repeated for one record. */
export function makeStreamEvent(input: StreamInput, place: PolicyPlace): StreamEvent {
  return {
    kind: input.type,
    name: input.name,
    arn: input.type === 'dynamodb' ? ofOwn(input.table, 'StreamArn', place) : ofOwn(input.stream, 'Arn', place),
    batchSize: input.batchSize ?? 100,
    batchWindowSeconds: input.batchWindow ?? 0,
    reportBatchItemFailures: input.partialFailures ?? true,
    filterPatterns: input.filters ?? [],
    startingPosition: makeStart(input.start ?? 'trim-horizon'),
    bisectOnError: input.bisect ?? false,
    maximumRetries: input.retries ?? -1,
    maximumAgeSeconds: input.maxAge ?? -1,
    parallelization: input.parallelization ?? 1,
    ...(input.onFailure !== undefined && { failureDestination: failureDestination(input.onFailure, place) }),
  };
}

export function makeBucketEvent(input: BucketInput, { resources }: PolicyPlace): BucketEvent {
  const { name, bucket, events = ['created'], prefix = '', suffix = '' } = input;
  const isOwn = typeof bucket === 'string' && resources.has(bucket);
  return {
    kind: 's3',
    name,
    bucket: isOwn ? { Ref: bucket } : bucket,
    events: [...new Set(events.map(toS3Event))].toSorted(),
    prefix,
    suffix,
  };
}

function toS3Event(event: string): string {
  if (event === 'created') return 's3:ObjectCreated:*';
  return event === 'removed' ? 's3:ObjectRemoved:*' : event;
}

function makeStart(start: string): StartingPosition {
  if (start === 'trim-horizon' || start === 'latest') return { at: start };
  return { at: 'timestamp', timestamp: new Date(start).toISOString() };
}

function ofOwn(reference: Reference, attribute: string, { resources }: PolicyPlace): unknown {
  const isOwn = typeof reference === 'string' && resources.has(reference);
  return isOwn ? { 'Fn::GetAtt': [reference, attribute] } : reference;
}

/** A topic is told from a queue by its ARN, or by being one. */
function failureDestination(reference: string, place: PolicyPlace): FailureDestination {
  const isTopic = reference.includes(':sns:') || isTopicName(reference, place);
  const kind = isTopic ? 'topic' : 'queue';
  return { kind, arn: resourceArn(kind, reference, place) };
}

const isTopicName = (reference: string, { resources, topics, types }: PolicyPlace): boolean =>
  resources.has(reference) ? types.get(reference) === 'AWS::SNS::Topic' : topics.has(reference);
