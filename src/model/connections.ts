import { digestOf } from './digest.ts';
import { type Named, ruleMark, topicMark } from './identities.ts';
import { outputs } from './names.ts';
import type { EventSource, Service, StartingPosition, TopicEvent } from './service.ts';

/**
 * What a release connects to its functions' `live` aliases once it is live. It is kept with the foundation under its
 * digest, and the release's record holds the digest: whatever release one goes back to can be connected as it was.
 */
export interface Connections {
  readonly pulls: readonly Pull[];
  readonly pushes: readonly Push[];
}

/** An event source mapping: Lambda fetches. */
export interface Pull {
  readonly function: string;
  readonly event: string;
  readonly kind: 'queue' | 'dynamodb' | 'kinesis';
  readonly source: Place;
  readonly settings: PullSettings;
}

export interface PullSettings {
  readonly batchSize: number;
  readonly batchWindowSeconds: number;
  readonly reportBatchItemFailures: boolean;
  readonly maximumConcurrency?: number;
  readonly filterPatterns: readonly unknown[];
  readonly stream?: StreamSettings<Place>;
}

export interface StreamSettings<Destination> {
  readonly startingPosition: StartingPosition;
  readonly bisectOnError: boolean;
  readonly maximumRetries: number;
  readonly maximumAgeSeconds: number;
  readonly parallelization: number;
  readonly failureDestination?: Destination;
}

/** A permission on the alias: somebody else calls. */
export interface Push {
  readonly function: string;
  readonly event: string;
  readonly kind: 'bus' | 'schedule' | 'topic' | 's3';
  /** ARN of the rule or topic; name of the bucket. */
  readonly source: Place;
  readonly notification?: { readonly events: readonly string[]; readonly prefix: string; readonly suffix: string };
  /** Of a topic: which messages of it. Absent: of a release so old that it is not known. */
  readonly subscription?: { readonly arn: Place } & TopicFilter;
}

export interface TopicFilter {
  /** Absent: every message. */
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly filterScope: 'attributes' | 'body';
}

/** As it was written, or the stack output that tells it. */
export type Place = { readonly text: string } | { readonly output: string };

export const noConnections: Connections = { pulls: [], pushes: [] };

export function connectionsOf(service: Named): Connections {
  const all = service.functions.flatMap(({ key, events }) => events.map((event) => connectionOf(service, key, event)));
  return {
    pulls: all.filter((one): one is Pull => 'settings' in one),
    pushes: all.filter((one): one is Push => !('settings' in one)),
  };
}

/** Empty: nothing is connected. */
export function connectionsDigest(connections: Connections): string {
  return connections.pulls.length + connections.pushes.length === 0 ? '' : digestOf(connections);
}

export function resolvePlace(place: Place, stackOutputs: Readonly<Record<string, string>>): string | undefined {
  return 'text' in place ? place.text : stackOutputs[place.output];
}

/** CloudFormation values that the foundation must give back, by the name of their output. */
export function placeExpressions(service: Pick<Service, 'functions'>): Readonly<Record<string, unknown>> {
  const events = service.functions.flatMap((definition) => definition.events);
  const expressions = events.flatMap((event) => {
    if (event.kind === 's3') return [event.bucket];
    if (event.kind === 'topic') return [event.arn];
    if (event.kind === 'dynamodb' || event.kind === 'kinesis') return [event.arn, event.failureDestination?.arn];
    return [];
  });
  const values = expressions.filter((one) => one !== undefined && typeof one !== 'string');
  return Object.fromEntries(values.map((one) => [outputs.source(digestOf(one)), one]));
}

function placeOf(expression: unknown): Place {
  return typeof expression === 'string' ? { text: expression } : { output: outputs.source(digestOf(expression)) };
}

function connectionOf(service: Named, key: string, event: EventSource): Pull | Push {
  const base = { function: key, event: event.name };
  switch (event.kind) {
    case 'queue': {
      const source = event.arn === undefined ? { output: outputs.queueArn(event.name) } : { text: event.arn };
      return { ...base, kind: 'queue', source, settings: batchSettings(event) };
    }
    case 'dynamodb':
    case 'kinesis':
      return { ...base, kind: event.kind, source: placeOf(event.arn), settings: streamSettings(event) };
    case 's3': {
      const { events, prefix, suffix } = event;
      return { ...base, kind: 's3', source: placeOf(event.bucket), notification: { events, prefix, suffix } };
    }
    case 'topic':
      return { ...base, kind: 'topic', source: topicPlace(event), subscription: subscriptionOf(key, event) };
    default:
      return { ...base, kind: event.kind, source: { output: outputs.ruleArn(event.name, ruleMark(service, event)) } };
  }
}

function topicPlace({ name, arn }: TopicEvent): Place {
  return arn === undefined ? { output: outputs.topicArn(name) } : placeOf(arn);
}

function subscriptionOf(
  key: string,
  { name, arn, filter, filterScope }: TopicEvent,
): NonNullable<Push['subscription']> {
  const output = outputs.subscriptionArn(name, key, topicMark(arn));
  return { arn: { output }, ...(filter !== undefined && { filter }), filterScope };
}

type Batches = Pick<PullSettings, 'batchSize' | 'batchWindowSeconds' | 'reportBatchItemFailures' | 'filterPatterns'>;

function batchSettings(event: Batches & { readonly maximumConcurrency?: number }): PullSettings {
  const { batchSize, batchWindowSeconds, reportBatchItemFailures, maximumConcurrency, filterPatterns } = event;
  return {
    batchSize,
    batchWindowSeconds,
    reportBatchItemFailures,
    filterPatterns,
    ...(maximumConcurrency !== undefined && { maximumConcurrency }),
  };
}

function streamSettings(event: Extract<EventSource, { kind: 'dynamodb' | 'kinesis' }>): PullSettings {
  const { startingPosition, bisectOnError, maximumRetries, maximumAgeSeconds, parallelization } = event;
  const destination = event.failureDestination;
  const stream = {
    startingPosition,
    bisectOnError,
    maximumRetries,
    maximumAgeSeconds,
    parallelization,
    ...(destination !== undefined && { failureDestination: placeOf(destination.arn) }),
  };
  return { ...batchSettings(event), stream };
}
