import { appendFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KeptLogEvent, LogStreamTimes } from '../kernel/world.ts';
import type { LogBatch } from './log-batch.ts';
import { readLines, sizeOf } from './log-lines.ts';

/** A stream keeps the current file and the one before it. */
const FILE_LIMIT_BYTES = 8 * 1024 * 1024;

export interface StreamFiles {
  readonly write: (key: string, batch: LogBatch) => void;
  /** Events from `since` on, in the order they came. */
  readonly read: (key: string, since?: number) => KeptLogEvent[];
  readonly times: (key: string) => LogStreamTimes | undefined;
  readonly remove: (key: string) => void;
}

/** One line per event. Keys are `group\nstream`. */
export function openStreamFiles(dir: string): StreamFiles {
  const sizes = new Map<string, number>();
  const known = new Map<string, LogStreamTimes>();

  const readAll = (key: string, since: number): KeptLogEvent[] => {
    const path = pathOf(dir, key);
    return [...readLines(`${path}.1`, since), ...readLines(path, since)];
  };

  /** After a restart they are read once. */
  const times = (key: string): LogStreamTimes | undefined => {
    const found = known.get(key) ?? timesOf(readAll(key, 0));
    if (found) known.set(key, found);
    return found;
  };

  const write = (key: string, { bytes, times: added }: LogBatch): void => {
    if (bytes.length === 0) return;
    const path = pathOf(dir, key);
    if (!sizes.has(key)) mkdirSync(dirname(path), { recursive: true });
    const size = sizes.get(key) ?? sizeOf(path);
    const before = size > 0 ? times(key) : undefined;
    if (size > FILE_LIMIT_BYTES) renameSync(path, `${path}.1`);
    appendFileSync(path, bytes);
    sizes.set(key, (size > FILE_LIMIT_BYTES ? 0 : size) + bytes.length);
    known.set(key, before ? widen(before, added) : added);
  };

  const read = (key: string, since = 0): KeptLogEvent[] => {
    const { last = 0 } = times(key) ?? {};
    return last < since ? [] : readAll(key, since);
  };

  const remove = (key: string): void => {
    const path = pathOf(dir, key);
    sizes.delete(key);
    known.delete(key);
    rmSync(path, { force: true });
    rmSync(`${path}.1`, { force: true });
  };

  return { write, read, times, remove };
}

function timesOf(events: readonly KeptLogEvent[]): LogStreamTimes | undefined {
  return events
    .map(({ timestamp, ingestionTime }) => ({ first: timestamp, last: timestamp, ingested: ingestionTime }))
    .reduce<LogStreamTimes | undefined>((all, each) => (all ? widen(all, each) : each), undefined);
}

function widen(before: LogStreamTimes, added: LogStreamTimes): LogStreamTimes {
  return {
    first: Math.min(before.first, added.first),
    last: Math.max(before.last, added.last),
    ingested: added.ingested,
  };
}

function pathOf(dir: string, key: string): string {
  const [group = '', stream = ''] = key.split('\n');
  return join(dir, encodeURIComponent(group), `${encodeURIComponent(stream)}.log`);
}
