import { asList, asObject, asText, compact, isObject, type Settings } from '../draft.ts';
import { referredId } from '../references.ts';
import { toBucketEvent, toRules, toStreamEvent } from '../read-event-sources.ts';
import { followToFunction } from './follow.ts';
import { toKebab } from './plain-ids.ts';
import type { Resource, Resources } from './whole-template.ts';

interface Event {
  readonly target: string;
  readonly event: Settings;
}

type Reader = (id: string, resource: Resource, resources: Resources, note: (text: string) => void) => readonly Event[];

/** What invokes functions besides routes, by the id of the function. */
export function readCdkEvents(
  resources: Resources,
  note: (text: string) => void,
): (functionId: string) => readonly Settings[] {
  const all = Object.entries(resources).flatMap(([id, one]) => readers[one.Type]?.(id, one, resources, note) ?? []);
  return (functionId) => all.filter(({ target }) => target === functionId).map(({ event }) => event);
}

const readMapping: Reader = (id, { Properties }, resources, note) => {
  const target = followToFunction(Properties['FunctionName'], resources);
  const { EventSourceArn, Enabled } = Properties;
  const source = referredId(EventSourceArn);
  const isQueue =
    resources[source ?? '']?.Type === 'AWS::SQS::Queue' || /^arn:aws[\w-]*:sqs:/.test(asText(EventSourceArn));
  if (target === undefined || Enabled === false)
    return none(note, `event source ${id}: it is switched off, or leads to no function`);
  const stream = isQueue ? undefined : toStreamEvent(toKebab(id), EventSourceArn, Properties);
  if (stream !== undefined) return [{ target, event: stream }];
  if (!isQueue) return none(note, `event source ${id} (${kindOf(EventSourceArn, resources)}): ship has no such event`);
  const limits = compact({
    batchSize: Properties['BatchSize'],
    batchWindow: Properties['MaximumBatchingWindowInSeconds'],
    partialFailures: asList(Properties['FunctionResponseTypes']).includes('ReportBatchItemFailures')
      ? undefined
      : false,
    maximumConcurrency: asObject(Properties['ScalingConfig'])['MaximumConcurrency'],
    filters: asList(asObject(Properties['FilterCriteria'])['Filters']).map((one) =>
      parseJson(asObject(one)['Pattern']),
    ),
  });
  if (source !== undefined) return [{ target, event: { type: 'queue', name: source, ...limits } }];
  const arn = asText(EventSourceArn);
  return [{ target, event: { type: 'queue', name: plainName(arn.split(':').at(-1) ?? id), arn, ...limits } }];
};

const kindOf = (arn: unknown, resources: Resources): string =>
  resources[referredId(arn) ?? '']?.Type ?? asText(arn, 'a stream or broker').split(':')[2] ?? 'unknown';

const readSubscription: Reader = (id, { Properties }, resources) => {
  const target = followToFunction(Properties['Endpoint'], resources);
  if (Properties['Protocol'] !== 'lambda' || target === undefined) return [];
  const isBody = Properties['FilterPolicyScope'] === 'MessageBody';
  const filter = Properties['FilterPolicy'];
  const event = {
    type: 'topic',
    name: toKebab(id),
    arn: Properties['TopicArn'],
    filter,
    filterScope: isBody ? 'body' : undefined,
  };
  return [{ target, event: compact(event) }];
};

const readRule: Reader = (id, { Properties }, resources, note) =>
  asList(Properties['Targets']).flatMap((one, index): readonly Event[] => {
    const { Arn, Input, InputTransformer, InputPath } = asObject(one);
    const target = followToFunction(Arn, resources);
    if (target === undefined) return [];
    const name = index === 0 ? toKebab(id) : `${toKebab(id)}-${index + 1}`;
    const { ScheduleExpression, EventPattern, EventBusName, State } = Properties;
    if (State === 'DISABLED') return none(note, `rule ${id}: it is switched off`);
    if ((InputTransformer ?? InputPath) !== undefined)
      note(`rule ${id}: the function gets the event as it is, not transformed`);
    const schedule = asText(ScheduleExpression);
    if (schedule !== '')
      return [{ target, event: compact({ type: 'schedule', name, schedule, input: parseJson(Input) }) }];
    if (!isObject(EventPattern)) return [];
    if (isObject(EventBusName))
      return none(note, `rule ${id}: its bus is made in the stack; write the name of its bus`);
    return [{ target, event: compact({ type: 'bus', name, bus: EventBusName, pattern: EventPattern }) }];
  });

const readSchedule: Reader = (id, { Properties }, resources, note) => {
  const { Target, ScheduleExpression, ScheduleExpressionTimezone, State } = Properties;
  const target = followToFunction(asObject(Target)['Arn'], resources);
  const schedule = asText(ScheduleExpression);
  if (target === undefined) return [];
  if (State === 'DISABLED' || !/^(rate|cron)\(/.test(schedule))
    return none(note, `schedule ${id} (${schedule}): ship has no such event`);
  if (ScheduleExpressionTimezone !== undefined)
    note(`schedule ${id}: times are in UTC, not in ${asText(ScheduleExpressionTimezone)}`);
  return [
    {
      target,
      event: compact({ type: 'schedule', name: toKebab(id), schedule, input: parseJson(asObject(Target)['Input']) }),
    },
  ];
};

const readNotifications: Reader = (id, { Properties }, resources, note) => {
  const { LambdaFunctionConfigurations } = asObject(Properties['NotificationConfiguration']);
  return asList(LambdaFunctionConfigurations).flatMap((one, index): readonly Event[] => {
    const { Events, Filter, LambdaFunctionArn } = asObject(one);
    const target = followToFunction(LambdaFunctionArn, resources);
    const name = index === 0 ? toKebab(id) : `${toKebab(id)}-${index + 1}`;
    const rules = toRules(asObject(asObject(Filter)['Key'])['FilterRules']);
    const event = toBucketEvent(name, Properties['BucketName'], Events, rules);
    if (target === undefined || event === undefined)
      return none(note, `event ${id} (S3): name its bucket in an event of its own`);
    return [{ target, event }];
  });
};

const readUrl: Reader = (id, _, __, note) => none(note, `${id}: function URLs are not taken over; give it a route`);

const readers: Readonly<Record<string, Reader>> = {
  'AWS::Lambda::EventSourceMapping': readMapping,
  'AWS::SNS::Subscription': readSubscription,
  'AWS::Events::Rule': readRule,
  'AWS::Scheduler::Schedule': readSchedule,
  'Custom::S3BucketNotifications': readNotifications,
  'AWS::Lambda::Url': readUrl,
};

function none(note: (text: string) => void, text: string): readonly [] {
  note(text);
  return [];
}

const plainName = (text: string): string => text.replaceAll(/[^A-Za-z0-9]+/g, '-');

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text; // Plain text is an input as well.
  }
}
