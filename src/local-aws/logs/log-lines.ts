import { readFileSync, statSync } from 'node:fs';
import type { KeptLogEvent, LogEvent } from '../kernel/world.ts';

const LINE_FEED = 0x0a;
const SPACE = 0x20;

export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** `timestamp ingestionTime "message as JSON"` */
export function toLine({ timestamp, message }: LogEvent, ingestionTime: number): string {
  return `${timestamp} ${ingestionTime} ${JSON.stringify(message)}\n`;
}

/** Bounds of each whole line; one cut off by a kill is left out. */
function* linesOf(bytes: Buffer): Generator<readonly [start: number, end: number]> {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(LINE_FEED, start);
    if (end < 0) return;
    yield [start, end];
    start = end + 1;
  }
}

function timestampOf(bytes: Buffer, start: number): number {
  return Number(bytes.toString('latin1', start, bytes.indexOf(SPACE, start)));
}

function toEvent(line: string): KeptLogEvent[] {
  const [, timestamp, ingestionTime, message] = /^(\d+) (\d+) (".*")$/.exec(line) ?? [];
  if (message === undefined) return [];
  return [
    { timestamp: Number(timestamp), ingestionTime: Number(ingestionTime), message: JSON.parse(message) as string },
  ];
}

/** Events of a file from `since` on. */
export function readLines(path: string, since: number): KeptLogEvent[] {
  return sizeOf(path) === 0 ? [] : eventsIn(readFileSync(path), since);
}

/** Older lines are only looked at: a tail of the log must not parse all of it each time. */
export function eventsIn(bytes: Buffer, since = 0): KeptLogEvent[] {
  const events: KeptLogEvent[] = [];
  for (const [start, end] of linesOf(bytes)) {
    if (timestampOf(bytes, start) >= since) events.push(...toEvent(bytes.toString('utf8', start, end)));
  }
  return events;
}
