import type { KeptLogEvent, LogEvent, LogSink } from '../kernel/world.ts';
import type { Store } from '../kernel/store.ts';
import { logStreams, streamKey } from './log-rows.ts';
import { openStreamFiles } from './stream-files.ts';
import { openStreamRegister } from './stream-register.ts';

const FLUSH_AFTER_MS = 150;

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
  const streams = openStreamRegister(store, now, files.remove);
  const pending = new Map<string, KeptLogEvent[]>();
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const [key, events] of pending) files.write(key, events);
    pending.clear();
  };
  onStop(flush);

  const append = (group: string, stream: string, events: readonly LogEvent[]): void => {
    const key = streamKey(group, stream);
    let queue = pending.get(key);
    if (!queue) {
      if (!logStreams(store).has(key)) streams.enrol(group, stream);
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

  const remove = (group: string, stream?: string): void => {
    flush();
    streams.forget(group, stream);
  };

  return { append, read, remove };
}
