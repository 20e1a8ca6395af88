import type { KeptLogEvent, LogEvent, LogSink } from '../kernel/world.ts';
import type { Store } from '../kernel/store.ts';
import { logGroups, logStreams, streamKey } from './log-rows.ts';
import { openStreamFiles } from './stream-files.ts';

const FLUSH_AFTER_MS = 150;

/** Streams kept in one group; the oldest goes when a new one comes (each environment of a function opens its own). */
const STREAMS_PER_GROUP = 500;

export interface LogSinkOptions {
  /** The state's folder: the events go to `<dir>/logs/<group>/<stream>`. */
  readonly dir: string;
  readonly store: Store;
  readonly now: () => number;
  readonly onStop: (stop: () => void) => void;
}

/**
 * Keeps log events in files, written in batches: `append` is on the path of every invocation and only queues.
 * A group or stream that does not exist is made, as Lambda makes its own.
 */
export function createLogSink({ dir, store, now, onStop }: LogSinkOptions): LogSink {
  const files = openStreamFiles(dir);
  const pending = new Map<string, KeptLogEvent[]>();
  const streamsOf = countStreams(store);
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const [key, events] of pending) files.write(key, events);
    pending.clear();
  };
  onStop(flush);

  const remove = (group: string, stream?: string): void => {
    flush();
    for (const key of keysOf(store, group, stream)) {
      logStreams(store).delete(key);
      files.remove(key);
    }
    streamsOf.delete(group);
  };

  const enrol = (group: string, stream: string): void => {
    const groups = logGroups(store);
    const known = streamsOf.get(group) ?? keysOf(store, group).length;
    if (!groups.has(group)) groups.set(group, { name: group, creationTime: now(), tags: {}, class: 'STANDARD' });
    if (known >= STREAMS_PER_GROUP) forgetOldest(store, group, (oldest) => remove(group, oldest));
    logStreams(store).set(streamKey(group, stream), { group, name: stream, creationTime: now() });
    streamsOf.set(group, Math.min(known + 1, STREAMS_PER_GROUP));
  };

  const append = (group: string, stream: string, events: readonly LogEvent[]): void => {
    const key = streamKey(group, stream);
    let queue = pending.get(key);
    if (!queue) {
      if (!logStreams(store).has(key)) enrol(group, stream);
      pending.set(key, (queue = []));
      timer ??= setTimeout(flush, FLUSH_AFTER_MS).unref();
    }
    const ingestionTime = now();
    for (const event of events) queue.push({ timestamp: event.timestamp, message: event.message, ingestionTime });
  };

  const read = (group: string, stream: string): readonly KeptLogEvent[] => {
    const key = streamKey(group, stream);
    return [...files.read(key), ...(pending.get(key) ?? [])];
  };

  return { append, read, remove };
}

function countStreams(store: Store): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { group } of logStreams(store).values()) counts.set(group, (counts.get(group) ?? 0) + 1);
  return counts;
}

function keysOf(store: Store, group: string, stream?: string): string[] {
  if (stream !== undefined) return [streamKey(group, stream)];
  return logStreams(store)
    .keys()
    .filter((key) => key.startsWith(`${group}\n`));
}

function forgetOldest(store: Store, group: string, forget: (stream: string) => void): void {
  const oldest = logStreams(store)
    .values()
    .find((row) => row.group === group);
  if (oldest) forget(oldest.name);
}
