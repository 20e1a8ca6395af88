import { renderMembers } from '../../server/xml.ts';
import type { NotificationConfiguration, Notifications } from './read-configurations.ts';

const ELEMENTS = {
  lambda: ['CloudFunctionConfiguration', 'CloudFunction'],
  sqs: ['QueueConfiguration', 'Queue'],
  sns: ['TopicConfiguration', 'Topic'],
} as const;

function renderOne({ id, kind, arn, events, prefix, suffix }: NotificationConfiguration): string {
  const [element, target] = ELEMENTS[kind];
  const rules = [
    { Name: 'Prefix', Value: prefix },
    { Name: 'Suffix', Value: suffix },
  ].filter(({ Value }) => Value !== '');
  const Filter = rules.length > 0 ? { S3Key: { FilterRule: rules } } : undefined;
  return renderMembers({ [element]: { Id: id, [target]: arn, Event: events, Filter } }, {});
}

/** As S3 gives them back: with the ids that it made up, and its own spelling of the rules' names. */
export function renderNotifications({ configurations, toEventBridge }: Notifications): string {
  const bridge = toEventBridge ? '<EventBridgeConfiguration/>' : '';
  const inner = configurations.map(renderOne).join('') + bridge;
  return `<NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</NotificationConfiguration>`;
}
