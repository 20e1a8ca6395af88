import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KeptLogEvent } from '../kernel/world.ts';

/** A stream keeps the current file and the one before it. */
const FILE_LIMIT_BYTES = 8 * 1024 * 1024;

export interface StreamFiles {
  readonly write: (key: string, events: readonly KeptLogEvent[]) => void;
  readonly read: (key: string) => KeptLogEvent[];
  readonly remove: (key: string) => void;
}

/** One line per event: `timestamp ingestionTime "message as JSON"`. Keys are `group\nstream`. */
export function openStreamFiles(dir: string): StreamFiles {
  const sizes = new Map<string, number>();

  const write = (key: string, events: readonly KeptLogEvent[]): void => {
    const path = pathOf(dir, key);
    if (!sizes.has(key)) mkdirSync(dirname(path), { recursive: true });
    const size = sizes.get(key) ?? sizeOf(path);
    if (size > FILE_LIMIT_BYTES) renameSync(path, `${path}.1`);
    const text = events.map(toLine).join('');
    appendFileSync(path, text);
    sizes.set(key, (size > FILE_LIMIT_BYTES ? 0 : size) + text.length);
  };

  const read = (key: string): KeptLogEvent[] => {
    const path = pathOf(dir, key);
    return [...readLines(`${path}.1`), ...readLines(path)];
  };

  const remove = (key: string): void => {
    const path = pathOf(dir, key);
    sizes.delete(key);
    rmSync(path, { force: true });
    rmSync(`${path}.1`, { force: true });
  };

  return { write, read, remove };
}

function pathOf(dir: string, key: string): string {
  const [group = '', stream = ''] = key.split('\n');
  return join(dir, encodeURIComponent(group), `${encodeURIComponent(stream)}.log`);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function toLine(event: KeptLogEvent): string {
  return `${event.timestamp} ${event.ingestionTime} ${JSON.stringify(event.message)}\n`;
}

function readLines(path: string): KeptLogEvent[] {
  if (sizeOf(path) === 0) return [];
  return readFileSync(path, 'utf8').split('\n').flatMap(toEvent);
}

/** A line cut off by a kill is left out. */
function toEvent(line: string): KeptLogEvent[] {
  const [, timestamp, ingestionTime, message] = /^(\d+) (\d+) (".*")$/.exec(line) ?? [];
  if (message === undefined) return [];
  return [
    { timestamp: Number(timestamp), ingestionTime: Number(ingestionTime), message: JSON.parse(message) as string },
  ];
}
