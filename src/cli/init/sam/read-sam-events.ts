import { asText, asList, asObject, compact, isObject, type DraftRoute, type Settings } from '../draft.ts';
import { toBucketEvent, toRules, toStreamEvent } from '../read-event-sources.ts';
import { toRouteKey } from '../serverless/read-events.ts';

export interface SamEvents {
  readonly routes: readonly DraftRoute[];
  readonly events: readonly Settings[];
}

/** `authorizerOf`: name of the authorizer of an API and event; undefined: open; null: it cannot be taken over. */
export interface SamEventsPlace {
  readonly function: string;
  readonly authorizerOf: (event: Settings) => string | undefined | null;
  readonly note: (text: string) => void;
}

export function readSamEvents(written: Settings, place: SamEventsPlace): SamEvents {
  const routes: DraftRoute[] = [];
  const events: Settings[] = [];
  for (const [name, one] of Object.entries(written)) {
    const { Type, Properties } = asObject(one);
    const properties = asObject(Properties);
    if (Type === 'Api' || Type === 'HttpApi') routes.push(...readRoute(asText(Type), properties, place));
    else {
      const read = readEvent(asText(Type), properties, `${place.function}-${name}`);
      if (read.length === 0) place.note(`event ${name} of ${place.function} (${asText(Type)}): ship has no such event`);
      events.push(...read);
    }
  }
  return { routes, events };
}

function readRoute(type: string, properties: Settings, place: SamEventsPlace): readonly DraftRoute[] {
  const { Path, Method, PayloadFormatVersion } = properties;
  const key = Path === undefined ? '$default' : toRouteKey(asText(Method ?? 'any'), asText(Path));
  const payload = type === 'Api' || PayloadFormatVersion === '1.0' ? '1.0' : '2.0';
  const authorizer = place.authorizerOf({ ...properties, Type: type });
  if (authorizer !== null) return [{ key, payload, ...(authorizer && { authorizer }) }];
  // Open to all would be worse than missing.
  place.note(`route ${key} of ${place.function}: its authorizer cannot be taken over, so the route is left out`);
  return [];
}

function readEvent(type: string, properties: Settings, name: string): readonly Settings[] {
  if (type === 'SQS') return readQueue(properties, name);
  if (type === 'SNS') return readTopic(properties, name);
  const source = readSource(type, properties, name);
  if (source !== undefined) return [source];
  const { Pattern, EventBusName, Input } = properties;
  if (type === 'Schedule' || type === 'ScheduleV2') {
    const schedule = properties['Schedule'] ?? properties['ScheduleExpression'];
    const isKnown = typeof schedule === 'string' && /^(rate|cron)\(/.test(schedule) && properties['Enabled'] !== false;
    return isKnown ? [compact({ type: 'schedule', name, schedule, input: parseInput(Input) })] : [];
  }
  if (!['EventBridgeRule', 'CloudWatchEvent'].includes(type) || !isObject(Pattern)) return [];
  if (EventBusName !== undefined && typeof EventBusName !== 'string') return [];
  return [compact({ type: 'bus', name, bus: EventBusName, pattern: Pattern })];
}

function readSource(type: string, properties: Settings, name: string): Settings | undefined {
  if (type === 'DynamoDB' || type === 'Kinesis') return toStreamEvent(name, properties['Stream'], properties);
  if (type !== 'S3') return undefined;
  const rules = toRules(asObject(asObject(properties['Filter'])['S3Key'])['Rules']);
  return toBucketEvent(name, properties['Bucket'], properties['Events'], rules);
}

const readTopic = ({ Topic, FilterPolicy, FilterPolicyScope }: Settings, name: string): readonly Settings[] => [
  compact({
    type: 'topic',
    name,
    arn: Topic,
    filter: FilterPolicy,
    filterScope: FilterPolicyScope === 'MessageBody' ? 'body' : undefined,
  }),
];

function parseInput(input: unknown): unknown {
  if (typeof input !== 'string') return input;
  try {
    return JSON.parse(input);
  } catch {
    return input; // Plain text is an input as well.
  }
}

function readQueue(
  { Queue, BatchSize, MaximumBatchingWindowInSeconds, FunctionResponseTypes, ScalingConfig }: Settings,
  name: string,
): readonly Settings[] {
  const common = compact({
    batchSize: BatchSize,
    batchWindow: MaximumBatchingWindowInSeconds,
    partialFailures: asList(FunctionResponseTypes).includes('ReportBatchItemFailures') ? undefined : false,
    maximumConcurrency: asObject(ScalingConfig)['MaximumConcurrency'],
  });
  if (typeof Queue === 'string')
    return [
      {
        type: 'queue',
        name: Queue.split(':')
          .at(-1)
          ?.replaceAll(/[^A-Za-z0-9]+/g, '-'),
        arn: Queue,
        ...common,
      },
    ];
  const own = asList(asObject(Queue)['Fn::GetAtt'])[0];
  return [{ type: 'queue', name: typeof own === 'string' ? own : name, ...common }];
}
