import { renderMembers } from '../../../server/xml.ts';
import { textOf } from '../call.ts';
import type { Properties } from '../resource-type.ts';

const KINDS = [
  ['LambdaConfigurations', 'CloudFunctionConfiguration', 'Function', 'CloudFunction'],
  ['QueueConfigurations', 'QueueConfiguration', 'Queue', 'Queue'],
  ['TopicConfigurations', 'TopicConfiguration', 'Topic', 'Topic'],
] as const;

interface Rule {
  readonly Name?: unknown;
  readonly Value?: unknown;
}

function filterOf(configuration: Properties): object | undefined {
  const filter = configuration['Filter'] as { S3Key?: { Rules?: readonly Rule[] } } | undefined;
  const rules = filter?.S3Key?.Rules ?? [];
  return rules.length > 0 ? { S3Key: { FilterRule: rules } } : undefined;
}

/** A template's NotificationConfiguration as S3's own document; without one: the empty document, which tells nobody. */
export function notificationXml(configuration: Properties | undefined): string {
  const elements = KINDS.flatMap(([list, element, target, member]) =>
    ((configuration?.[list] ?? []) as readonly Properties[]).map((item) =>
      renderMembers({ [element]: { [member]: item[target], Event: item['Event'], Filter: filterOf(item) } }, {}),
    ),
  );
  const bridge = configuration?.['EventBridgeConfiguration'] as Properties | undefined;
  // CloudFormation's own default where the property is there: on.
  const toBridge = bridge && (textOf(bridge, 'EventBridgeEnabled') ?? 'true') === 'true';
  if (toBridge) elements.push('<EventBridgeConfiguration/>');
  return `<NotificationConfiguration>${elements.join('')}</NotificationConfiguration>`;
}
