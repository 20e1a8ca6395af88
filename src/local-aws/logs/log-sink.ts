import { join } from 'node:path';
import type { LogEvent, LogSink, WorldBase } from '../kernel/world.ts';
import { LogBatch } from './log-batch.ts';
import { splitKey, streamKey } from './log-rows.ts';
import { openStreamFiles, type StreamFiles } from './stream-files.ts';
import { openStreamRegister } from './stream-register.ts';

const FLUSH_AFTER_MS = 150;

/** Tells who watches of what was written. */
function watchWrites(files: StreamFiles): StreamFiles & Pick<LogSink, 'watch'> {
  let listener: Parameters<LogSink['watch']>[0] | undefined;
  return {
    ...files,
    write: (key, batch) => {
      files.write(key, batch);
      listener?.(...splitKey(key), batch);
    },
    watch: (wanted) => {
      listener = wanted;
    },
  };
}

/**
 * Keeps log events in files, written in batches: `append` is on the path of every invocation and only queues.
 * A group or stream that does not exist is made, as Lambda makes its own.
 */
export function startLogSink({ config, store, clock, onStop }: WorldBase): LogSink {
  const files = watchWrites(openStreamFiles(join(config.dir, 'logs', `${config.accountId}-${config.region}`)));
  const pending = new Map<string, LogBatch>();
  const streams = openStreamRegister(store, clock.now, (key) => {
    pending.delete(key);
    files.remove(key);
  });
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const [key, batch] of pending) files.write(key, batch);
    pending.clear();
  };
  onStop(flush);

  const append = (group: string, stream: string, events: readonly LogEvent[]): void => {
    const key = streamKey(group, stream);
    let batch = pending.get(key);
    if (!batch) {
      streams.enrol(group, stream);
      pending.set(key, (batch = new LogBatch()));
      timer ??= setTimeout(flush, FLUSH_AFTER_MS).unref();
    }
    const ingestionTime = clock.now();
    for (const event of events) batch.add(event, ingestionTime);
  };

  const flushed = (group: string, stream: string): string => {
    const key = streamKey(group, stream);
    if (pending.has(key)) flush();
    return key;
  };

  return {
    append,
    flush,
    read: (group, stream, since = 0) => files.read(flushed(group, stream), since),
    times: (group, stream) => files.times(flushed(group, stream)),
    remove: streams.forget,
    watch: files.watch,
  };
}
