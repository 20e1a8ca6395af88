import { logicalIds } from '../model/logical-ids.ts';
import { stackName } from '../model/names.ts';
import type { QueueEvent, Service } from '../model/service.ts';
import { getAtt } from './expressions.ts';
import type { Resource } from './template.ts';

/** The queues the foundation makes: those of queue events that name no existing queue. */
export function ownQueues(service: Service): readonly QueueEvent[] {
  const events = service.functions.flatMap((definition) => definition.events);
  return events.filter((event) => event.kind === 'queue').filter((event) => event.arn === undefined);
}

export function queueResources(service: Service): Record<string, Resource> {
  const prefix = stackName(service);
  return Object.fromEntries(
    ownQueues(service).flatMap((event) => [
      [logicalIds.queue(event.name), queue(event, `${prefix}-${event.name}`)],
      [logicalIds.deadLetterQueue(event.name), deadLetterQueue(`${prefix}-${event.name}-dead`)],
    ]),
  );
}

function queue(event: QueueEvent, name: string): Resource {
  const deadLetterTargetArn = getAtt(logicalIds.deadLetterQueue(event.name), 'Arn');
  return {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: name,
      VisibilityTimeout: event.visibilityTimeoutSeconds,
      RedrivePolicy: { deadLetterTargetArn, maxReceiveCount: event.maxReceiveCount },
    },
  };
}

// 14 days, the longest SQS keeps a message: people need time to look at what failed.
function deadLetterQueue(name: string): Resource {
  return { Type: 'AWS::SQS::Queue', Properties: { QueueName: name, MessageRetentionPeriod: 14 * 24 * 3600 } };
}
