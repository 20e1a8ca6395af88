import { randomUUID } from 'node:crypto';
import { childrenNamed, parseXml, textOf, type XmlElement } from '../../kernel/parse-xml.ts';
import { invalidArgument } from '../s3-error.ts';

/** One destination of a bucket's notifications. */
export interface NotificationConfiguration {
  readonly id: string;
  readonly kind: 'lambda' | 'sqs' | 'sns';
  readonly arn: string;
  /** With `s3:` in front, as they were put. */
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}

export interface Notifications {
  readonly configurations: readonly NotificationConfiguration[];
  readonly toEventBridge: boolean;
}

const KINDS: Readonly<Record<string, readonly [kind: NotificationConfiguration['kind'], target: string]>> = {
  CloudFunctionConfiguration: ['lambda', 'CloudFunction'],
  QueueConfiguration: ['sqs', 'Queue'],
  TopicConfiguration: ['sns', 'Topic'],
};

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
const EVENTS = new Set(
  `ObjectCreated:* ObjectCreated:Put ObjectCreated:Post ObjectCreated:Copy ObjectCreated:CompleteMultipartUpload
  ObjectRemoved:* ObjectRemoved:Delete ObjectRemoved:DeleteMarkerCreated ObjectRestore:* ObjectRestore:Post
  ObjectRestore:Completed ObjectRestore:Delete ReducedRedundancyLostObject Replication:*
  Replication:OperationFailedReplication Replication:OperationNotTracked Replication:OperationMissedThreshold
  Replication:OperationReplicatedAfterThreshold LifecycleTransition IntelligentTiering ObjectAcl:Put
  LifecycleExpiration:* LifecycleExpiration:Delete LifecycleExpiration:DeleteMarkerCreated ObjectTagging:*
  ObjectTagging:Put ObjectTagging:Delete`
    .split(/\s+/)
    .map((event) => `s3:${event}`),
);

function rulesOf(element: XmlElement): { prefix: string; suffix: string } {
  const rules = { prefix: '', suffix: '' };
  const found = childrenNamed(element, 'Filter')
    .flatMap((filter) => childrenNamed(filter, 'S3Key'))
    .flatMap((key) => childrenNamed(key, 'FilterRule'));
  for (const rule of found) {
    const name = textOf(rule, 'Name') ?? '';
    const kind = name.toLowerCase();
    if (kind !== 'prefix' && kind !== 'suffix') {
      throw invalidArgument('FilterRule.Name', name, 'filter rule name must be either prefix or suffix');
    }
    rules[kind] = textOf(rule, 'Value') ?? '';
  }
  return rules;
}

function readOne(element: XmlElement): NotificationConfiguration[] {
  const [kind, target] = KINDS[element.name] ?? [];
  if (!kind || !target) return [];
  const events = childrenNamed(element, 'Event').map(({ text }) => text);
  const unknown = events.find((event) => !EVENTS.has(event));
  if (unknown !== undefined) {
    throw invalidArgument('Event', unknown, 'The event is not supported for notifications');
  }
  const id = textOf(element, 'Id') ?? randomUUID();
  return [{ id, kind, arn: textOf(element, target) ?? '', events, ...rulesOf(element) }];
}

/** What a bucket's document says; throws InvalidArgument for events and rules that S3 does not know. */
export function readNotifications(document: string | undefined): Notifications {
  if (document === undefined) return { configurations: [], toEventBridge: false };
  const root = parseXml(document);
  return {
    configurations: root.children.flatMap(readOne),
    toEventBridge: childrenNamed(root, 'EventBridgeConfiguration').length > 0,
  };
}
