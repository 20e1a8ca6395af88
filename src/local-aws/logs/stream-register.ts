import type { Tables } from '../kernel/store.ts';
import { logGroups, logStreams, streamKey } from './log-rows.ts';

/** Streams kept in one group; the oldest goes when a new one comes (each environment of a function opens its own). */
const STREAMS_PER_GROUP = 500;

export interface StreamRegister {
  /** Makes the group and the stream where they do not exist. */
  readonly enrol: (group: string, stream: string) => void;
  readonly forget: (group: string, stream?: string) => void;
}

export function openStreamRegister(store: Tables, now: () => number, drop: (key: string) => void): StreamRegister {
  const counts = new Map<string, number>();
  for (const { group } of logStreams(store).values()) counts.set(group, (counts.get(group) ?? 0) + 1);

  const forget = (group: string, stream?: string): void => {
    for (const key of keysOf(store, group, stream)) {
      if (logStreams(store).delete(key)) counts.set(group, (counts.get(group) ?? 1) - 1);
      drop(key);
    }
  };

  const enrol = (group: string, stream: string): void => {
    if (logStreams(store).has(streamKey(group, stream))) return;
    const groups = logGroups(store);
    if (!groups.has(group)) groups.set(group, { name: group, creationTime: now(), tags: {}, class: 'STANDARD' });
    if ((counts.get(group) ?? 0) >= STREAMS_PER_GROUP) forget(group, oldestOf(store, group));
    logStreams(store).set(streamKey(group, stream), { group, name: stream, creationTime: now() });
    counts.set(group, (counts.get(group) ?? 0) + 1);
  };

  return { enrol, forget };
}

function keysOf(store: Tables, group: string, stream?: string): string[] {
  if (stream !== undefined) return [streamKey(group, stream)];
  return logStreams(store)
    .keys()
    .filter((key) => key.startsWith(`${group}\n`));
}

function oldestOf(store: Tables, group: string): string | undefined {
  return logStreams(store)
    .values()
    .find((row) => row.group === group)?.name;
}
