import { appendFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KeptLogEvent, LogStreamTimes } from '../kernel/world.ts';
import { readLines, sizeOf, toLine } from './log-lines.ts';

/** A stream keeps the current file and the one before it. */
const FILE_LIMIT_BYTES = 8 * 1024 * 1024;

export interface StreamFiles {
  readonly write: (key: string, events: readonly KeptLogEvent[]) => void;
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
    const found = known.get(key) ?? widen(undefined, readAll(key, 0));
    if (found) known.set(key, found);
    return found;
  };

  const write = (key: string, events: readonly KeptLogEvent[]): void => {
    const path = pathOf(dir, key);
    if (!sizes.has(key)) mkdirSync(dirname(path), { recursive: true });
    const size = sizes.get(key) ?? sizeOf(path);
    const before = size > 0 ? times(key) : undefined;
    if (size > FILE_LIMIT_BYTES) renameSync(path, `${path}.1`);
    const text = events.map(toLine).join('');
    appendFileSync(path, text);
    sizes.set(key, (size > FILE_LIMIT_BYTES ? 0 : size) + text.length);
    const after = widen(before, events);
    if (after) known.set(key, after);
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

function widen(times: LogStreamTimes | undefined, events: readonly KeptLogEvent[]): LogStreamTimes | undefined {
  let widened = times;
  for (const { timestamp, ingestionTime } of events) {
    widened = {
      first: Math.min(widened?.first ?? Infinity, timestamp),
      last: Math.max(widened?.last ?? 0, timestamp),
      ingested: ingestionTime,
    };
  }
  return widened;
}

function pathOf(dir: string, key: string): string {
  const [group = '', stream = ''] = key.split('\n');
  return join(dir, encodeURIComponent(group), `${encodeURIComponent(stream)}.log`);
}
