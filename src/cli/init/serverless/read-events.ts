import { asText, asList, asObject, compact, isObject, type DraftRoute, type Settings } from '../draft.ts';
import { readBucket, readStream } from './read-sources.ts';
import type { Authorizers } from './read-authorizers.ts';
import { leftOf } from './known-keys.ts';
import { isUnresolved } from './resolve-variables.ts';

export interface ReadEvents {
  readonly routes: readonly DraftRoute[];
  readonly events: readonly Settings[];
  readonly cors: boolean;
}

export interface EventsPlace {
  readonly function: string;
  readonly httpApiPayload: '1.0' | '2.0';
  readonly authorizers: Authorizers;
  readonly note: (text: string) => void;
}

export function readEvents(written: unknown, place: EventsPlace): ReadEvents {
  const routes: DraftRoute[] = [];
  const events: Settings[] = [];
  let cors = false;
  for (const [index, one] of asList(written).entries()) {
    const [[kind, value] = ['', undefined]] = Object.entries(asObject(one));
    const left = leftOf(kind, value).filter((key) => !(key === 'enabled' && isOff(value)));
    if (left.length > 0) place.note(`event ${kind} of ${place.function}: ${left.join(', ')} of it is not taken over`);
    if (kind === 'http' || kind === 'httpApi') {
      routes.push(...readRoute(kind, value, place));
      cors ||= Boolean(asObject(value)['cors']);
    } else {
      const read = isOff(value)
        ? []
        : readEvent(kind, value, `${place.function}-${index + 1}`.replaceAll(/[^A-Za-z0-9]+/g, '-'));
      if (read.length === 0) place.note(`event ${kind} of ${place.function}: ${whyNot(kind, value)}`);
      events.push(...read);
    }
  }
  return { routes, events, cors };
}

const isOff = (value: unknown): boolean => asObject(value)['enabled'] === false;

function whyNot(kind: string, value: unknown): string {
  if (isOff(value)) return 'it is switched off';
  if (kind === 'eventBridge' && isObject(asObject(value)['eventBus'])) return 'write the name of its bus';
  return 'ship has no such event';
}

function readRoute(kind: 'http' | 'httpApi', value: unknown, place: EventsPlace): readonly DraftRoute[] {
  const [method = '*', path = '*'] = typeof value === 'string' ? value.split(' ') : [];
  const written = isObject(value) ? value : value === '*' ? { method: '*', path: '*' } : { method, path };
  const key = toRouteKey(asText(written['method'] ?? '*'), asText(written['path'] ?? '*'));
  const payload = kind === 'http' ? '1.0' : place.httpApiPayload;
  if (written['private']) place.note(`route ${key}: API keys are not a feature of HTTP APIs; it needs an authorizer`);
  if ((written['authorizer'] ?? undefined) === undefined && !written['private']) return [{ key, payload }];
  const authorizer = written['private'] ? undefined : place.authorizers.use(written['authorizer'], kind);
  if (authorizer) return [{ key, payload, authorizer }];
  // Open to all would be worse than missing.
  place.note(`route ${key} of ${place.function}: its authorizer cannot be taken over, so the route is left out`);
  return [];
}

/** `get`, `orders/{id}` -> `GET /orders/{id}`; a star for all is `$default`. */
export function toRouteKey(method: string, path: string): string {
  if (path === '*') return '$default';
  const verb = ['*', 'any'].includes(method.toLowerCase()) ? 'ANY' : method.toUpperCase();
  return `${verb} /${path.replace(/^\/+/, '')}`;
}

function readEvent(kind: string, value: unknown, name: string): readonly Settings[] {
  if (kind === 'sqs') return readQueue(value, name);
  if (kind === 'schedule') return readSchedule(value, name);
  if (kind === 'eventBridge') return readBus(value, name);
  if (kind === 'sns') return readTopic(value, name);
  const source = kind === 'stream' ? readStream(value, name) : kind === 's3' ? readBucket(value, name) : undefined;
  if (source !== undefined) return [source];
  const pattern = asObject(value)['event'];
  return kind === 'cloudwatchEvent' && isObject(pattern) ? [{ type: 'bus', name, pattern: toPattern(pattern) }] : [];
}

function readQueue(value: unknown, name: string): readonly Settings[] {
  const written = isObject(value) && 'arn' in value ? value : { arn: value };
  const arn = written['arn'];
  const limits = asObject(written);
  const common = compact({
    batchSize: limits['batchSize'],
    batchWindow: limits['maximumBatchingWindow'],
    partialFailures: limits['functionResponseType'] === 'ReportBatchItemFailures' ? undefined : false,
    maximumConcurrency: limits['maximumConcurrency'],
    filters: limits['filterPatterns'],
  });
  if (typeof arn === 'string' && arn.startsWith('arn:')) {
    return [
      {
        type: 'queue',
        name: arn
          .split(':')
          .at(-1)
          ?.replaceAll(/[^A-Za-z0-9]+/g, '-'),
        arn,
        ...common,
      },
    ];
  }
  // A queue of the same file: ship makes one with dead letters in its place.
  const own = asList(asObject(arn)['Fn::GetAtt'])[0];
  return [{ type: 'queue', name: typeof own === 'string' ? own : name, ...common }];
}

/** Of a name alone the Serverless Framework makes the topic, as ship does. */
function readTopic(value: unknown, name: string): readonly Settings[] {
  const written = isObject(value) && !('Ref' in value) ? value : { arn: value };
  const { topicName, filterPolicy, filterPolicyScope } = asObject(written);
  const arn = asObject(written)['arn'] ?? topicName;
  const isName = typeof arn === 'string' && !arn.startsWith('arn:');
  if (arn === undefined || isUnresolved(arn)) return [];
  return [
    compact({
      type: 'topic',
      name: isName ? arn.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^[^A-Za-z]+|-+$/g, '') || name : name,
      arn: isName ? undefined : arn,
      filter: filterPolicy,
      filterScope: filterPolicyScope === 'MessageBody' ? 'body' : undefined,
    }),
  ];
}

function readSchedule(value: unknown, name: string): readonly Settings[] {
  const written = isObject(value) ? value : { rate: value };
  if (written['enabled'] === false) return [];
  return asList(written['rate']).flatMap((rate, index) => {
    const schedule = asText(rate);
    if (!/^(rate|cron)\(/.test(schedule)) return [];
    return [
      compact({
        type: 'schedule',
        name: index === 0 ? name : `${name}-${index + 1}`,
        schedule,
        input: written['input'],
      }),
    ];
  });
}

function readBus(value: unknown, name: string): readonly Settings[] {
  const { pattern, eventBus, schedule, input } = asObject(value);
  if (typeof schedule === 'string') return [compact({ type: 'schedule', name, schedule, input })];
  if (!isObject(pattern)) return [];
  const bus = typeof eventBus === 'string' ? eventBus : undefined;
  return eventBus !== undefined && bus === undefined ? [] : [compact({ type: 'bus', name, bus, pattern })];
}

const toPattern = ({ source, detail, ...rest }: Settings): Settings =>
  compact({ source, 'detail-type': rest['detail-type'], detail });
