import { canonicalJson } from '../model/digest.ts';
import { outputs } from '../model/names.ts';
import type { Step } from '../model/plan.ts';
import { liveAlias } from '../model/release.ts';
import type { EventSource, FunctionDefinition, QueueEvent, Service } from '../model/service.ts';
import type { EventSourceState, Snapshot } from '../model/snapshot.ts';

/** Functions that others call by name: event sources and other services go through their `live` alias. */
export function hasLiveAlias(service: Service, key: string): boolean {
  const definition = service.functions.find((candidate) => candidate.key === key);
  return (definition?.events.length ?? 0) > 0 || service.exports.some((entry) => entry.function === key);
}

/**
 * The finish, a lane per function: its alias first (an event source cannot name what does not exist), then who may
 * call it, then who does.
 */
export function planEvents(
  service: Service,
  snapshot: Snapshot,
  versionOf: (key: string) => string | undefined,
): readonly Step[] {
  const connected = service.functions
    .filter(({ key }) => hasLiveAlias(service, key))
    .flatMap((definition) => [
      // A service without routes has moved its aliases already: they are its switch.
      ...(service.routes.length > 0 ? moveAlias(definition, snapshot, versionOf(definition.key)) : []),
      ...definition.events.flatMap((event) => connect(definition, event, snapshot)),
    ]);
  return [...connected, ...disconnect(service, snapshot)];
}

/** Its permissions belong to an alias and stay with it; which were given is noted in the alias's description. */
export function aliasNote(release: number, allowed: readonly string[]): string {
  return [`r${release}`, ...(allowed.length > 0 ? [`allows:${allowed.join(',')}`] : [])].join(' ');
}

/** The same description with one more event in it. */
export function withAllowed(description: string, event: string): string {
  const allowed = [...new Set([...allowedEvents(description), event])];
  const rest = description.replace(/\s*\ballows:\S+/, '');
  return rest.replace(/^(r\d+)?/, (number) => `${number} allows:${allowed.join(',')}`).trim();
}

export function allowedEvents(description: string): readonly string[] {
  return /\ballows:(\S+)/.exec(description)?.[1]?.split(',') ?? [];
}

/** Own queues are known from the stack once it exists. */
export function queueArn(event: QueueEvent, stackOutputs: Readonly<Record<string, string>>): string | undefined {
  return event.arn ?? stackOutputs[outputs.queueArn(event.name)];
}

function moveAlias(definition: FunctionDefinition, snapshot: Snapshot, version: string | undefined): Step[] {
  const alias = snapshot.functions[definition.key]?.aliases[liveAlias];
  if (alias && alias.version === version) return [];
  return [
    {
      ...lane(definition, 'alias'),
      title: `${alias ? 'Move' : 'Create'} ${definition.key}'s live alias`,
      kind: 'move-live-alias',
      function: definition.key,
    },
  ];
}

function connect(definition: FunctionDefinition, event: EventSource, snapshot: Snapshot): Step[] {
  if (event.kind === 'queue') return connectQueue(definition, event, snapshot);
  const alias = snapshot.functions[definition.key]?.aliases[liveAlias];
  if (alias && allowedEvents(alias.description).includes(event.name)) return [];
  return [
    {
      ...lane(definition, `allow.${event.name}`),
      title: `Let ${event.kind} ${event.name} invoke ${definition.key}`,
      kind: 'allow-invoke',
      function: definition.key,
      event: event.name,
    },
  ];
}

function connectQueue(definition: FunctionDefinition, event: QueueEvent, snapshot: Snapshot): Step[] {
  const arn = queueArn(event, snapshot.stack?.outputs ?? {});
  const known = snapshot.eventSources.find((source) => source.function === definition.key && source.sourceArn === arn);
  if (known && isAsWanted(known, event)) return [];
  return [
    {
      ...lane(definition, `source.${event.name}`),
      title: `${known ? 'Update' : 'Connect'} queue ${event.name} of ${definition.key}`,
      kind: 'ensure-event-source',
      function: definition.key,
      event: event.name,
    },
  ];
}

function isAsWanted(source: EventSourceState, event: QueueEvent): boolean {
  return (
    source.state === 'Enabled' &&
    source.targetArn.endsWith(`:${liveAlias}`) &&
    source.batchSize === event.batchSize &&
    source.batchWindowSeconds === event.batchWindowSeconds &&
    source.reportBatchItemFailures === event.reportBatchItemFailures &&
    source.maximumConcurrency === event.maximumConcurrency &&
    canonicalJson(source.filterPatterns) === canonicalJson(event.filterPatterns)
  );
}

/** Mappings on functions of ours that the config no longer names. */
function disconnect(service: Service, snapshot: Snapshot): Step[] {
  const wanted = service.functions.flatMap(({ key, events }) =>
    events.flatMap((event) =>
      event.kind === 'queue' ? [`${key} ${queueArn(event, snapshot.stack?.outputs ?? {})}`] : [],
    ),
  );
  return snapshot.eventSources
    .filter((source) => !wanted.includes(`${source.function} ${source.sourceArn}`))
    .map((source) => ({
      id: `finish.remove.${source.uuid}`,
      phase: 'finish',
      lane: source.function,
      title: `Disconnect ${source.sourceArn.split(':').at(-1)} from ${source.function}`,
      kind: 'remove-event-source',
      uuid: source.uuid,
    }));
}

function lane(definition: FunctionDefinition, id: string): Pick<Step, 'id' | 'phase' | 'lane'> {
  return { id: `finish.${definition.key}.${id}`, phase: 'finish', lane: definition.key };
}
