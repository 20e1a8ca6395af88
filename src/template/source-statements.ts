import { logicalIds } from '../model/logical-ids.ts';
import type { EventSource, PolicyStatement, QueueEvent, StreamEvent } from '../model/service.ts';
import { getAtt } from './expressions.ts';

/** What Lambda needs to fetch an event with the function's role. What is pushed needs nothing. */
export function readSource(event: EventSource): readonly PolicyStatement[] {
  if (event.kind === 'queue') return [readQueue(event)];
  return event.kind === 'dynamodb' || event.kind === 'kinesis' ? [readStream(event), ...tellFailures(event)] : [];
}

function readQueue(event: QueueEvent): PolicyStatement {
  const Action = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'];
  return { Effect: 'Allow', Action, Resource: event.arn ?? getAtt(logicalIds.queue(event.name), 'Arn') };
}

// https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html#events-dynamodb-permissions
// https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html
const streamActions: Readonly<Record<StreamEvent['kind'], readonly string[]>> = {
  dynamodb: ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'],
  kinesis: ['DescribeStream', 'DescribeStreamSummary', 'GetRecords', 'GetShardIterator', 'ListShards'],
};

function readStream({ kind, arn }: StreamEvent): PolicyStatement {
  return { Effect: 'Allow', Action: streamActions[kind].map((action) => `${kind}:${action}`), Resource: arn };
}

function tellFailures({ failureDestination: to }: StreamEvent): readonly PolicyStatement[] {
  if (to === undefined) return [];
  return [{ Effect: 'Allow', Action: to.kind === 'queue' ? 'sqs:SendMessage' : 'sns:Publish', Resource: to.arn }];
}
