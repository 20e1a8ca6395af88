import type { Pull } from '../model/connections.ts';
import { canonicalJson } from '../model/digest.ts';
import type { Step } from '../model/plan.ts';
import type { EventSourceSettings, EventSourceState } from '../model/snapshot.ts';
import { type EventChanges, type EventWorld, finishLane } from './plan-events.ts';
import { type ConnectionPlace, sourceSettings } from './resolve-connections.ts';

interface Wanted {
  readonly pull: Pull;
  readonly settings: EventSourceSettings | undefined;
}

/**
 * One mapping per source: a second one would split a queue and read a stream twice. Where the function changes, its
 * mapping is moved, which keeps the position in the stream; where the event is gone, it is paused and keeps everything.
 */
export function planPulls(pulls: readonly Pull[], { eventSources }: EventWorld, place: ConnectionPlace): EventChanges {
  const wanted = pulls.map((pull) => ({ pull, settings: sourceSettings(pull, place) }));
  const spare = new Set(eventSources.filter((source) => !wanted.some((one) => feeds(source, one))));
  const connect = wanted.flatMap((one) => {
    const there = eventSources.find((source) => feeds(source, one)) ?? takeSpare(spare, one);
    return there && isAsWanted(there, one) ? [] : [connectStep(one.pull, there)];
  });
  return { connect, disconnect: [...spare].filter(({ state }) => state !== 'Disabled').map(pauseStep) };
}

function feeds(source: EventSourceState, { pull, settings }: Wanted): boolean {
  return source.function === pull.function && source.sourceArn === settings?.sourceArn;
}

function takeSpare(spare: Set<EventSourceState>, { settings }: Wanted): EventSourceState | undefined {
  const found = [...spare].find(({ sourceArn }) => sourceArn === settings?.sourceArn);
  if (found) spare.delete(found);
  return found;
}

function isAsWanted(source: EventSourceState, { pull, settings }: Wanted): boolean {
  if (!settings || source.state !== 'Enabled' || source.function !== pull.function) return false;
  return canonicalJson(comparable(source)) === canonicalJson(comparable(settings));
}

/** Where it once began says nothing any more. */
function comparable(settings: EventSourceSettings): unknown {
  const { batchSize, batchWindowSeconds, reportBatchItemFailures, maximumConcurrency, filterPatterns } = settings;
  const { startingPosition: _began, ...stream } = settings.stream ?? {};
  return {
    sourceArn: settings.sourceArn,
    targetArn: settings.targetArn,
    batchSize,
    batchWindowSeconds,
    reportBatchItemFailures,
    maximumConcurrency,
    filterPatterns,
    stream,
  };
}

const words: Readonly<Record<Pull['kind'], string>> = {
  queue: 'queue',
  dynamodb: 'table stream',
  kinesis: 'stream',
};

function connectStep({ function: key, event, kind }: Pull, there: EventSourceState | undefined): Step {
  const isMoved = there && there.function !== key;
  const verb = there && !isMoved && there.state === 'Enabled' ? 'Update' : isMoved ? 'Move' : 'Connect';
  const from = isMoved ? ` from ${there.function} to ${key}` : `${verb === 'Update' ? ' of' : ' to'} ${key}`;
  return {
    ...finishLane(key, `source.${event}`),
    title: `${verb} ${words[kind]} ${event}${from}`,
    kind: 'ensure-event-source',
    function: key,
    event,
    ...(there && { uuid: there.uuid }),
  };
}

function pauseStep({ uuid, sourceArn, function: key }: EventSourceState): Step {
  return {
    ...finishLane(key, `pause.${uuid}`),
    title: `Disconnect ${sourceName(sourceArn)} from ${key}, and keep its settings for a rollback`,
    kind: 'pause-event-source',
    uuid,
  };
}

/** `production-orders-payments`, `table/orders` */
export function sourceName(arn: string): string {
  return (arn.split(':').slice(5).join(':').split('/stream/')[0] ?? arn).replace(/^.*:/, '');
}
