import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Service } from '../../model/service.ts';
import type { RunEvent } from '../../release/events.ts';

/** Largest answer of each smoke test, as the newest journal on this machine has it that tested anything. */
export function readAnswerBytes(configRoot: string, { name, environment }: Service): Readonly<Record<string, number>> {
  const folder = join(configRoot, '.ship', name, environment.name);
  for (const file of journalsIn(folder).toReversed()) {
    const sizes = answersIn(join(folder, file));
    if (Object.keys(sizes).length > 0) return sizes;
  }
  return {};
}

/** The last ten: their names sort by time. */
function journalsIn(folder: string): readonly string[] {
  try {
    const files = readdirSync(folder).filter((file) => file.endsWith('.ndjson'));
    return files.toSorted().slice(-10);
  } catch {
    return []; // Nothing was deployed from here.
  }
}

function answersIn(path: string): Readonly<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const event = parse(line);
    if (event?.kind !== 'ended') continue;
    for (const { name, bytes = 0 } of event.outcome.smoke)
      if (bytes > 0) sizes[name] = Math.max(bytes, sizes[name] ?? 0);
  }
  return sizes;
}

/** A run that was killed may have left half a line. */
function parse(line: string): RunEvent | undefined {
  try {
    return JSON.parse(line) as RunEvent;
  } catch {
    return undefined;
  }
}
