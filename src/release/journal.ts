import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from './clock.ts';
import type { Reporter, RunEvent } from './events.ts';

/**
 * Writes the run's events as NDJSON: for people and for reports, never for correctness. Events carry titles, ids and
 * names, no environment values; a journal that cannot be written stops nothing.
 */
export function journalTo(file: string, clock: Clock): Reporter {
  let broken = false;
  return (event) => {
    if (broken) return;
    try {
      mkdirSync(dirname(file), { recursive: true });
      appendFileSync(file, `${JSON.stringify({ at: clock.now().toISOString(), ...plain(event) })}\n`);
    } catch {
      broken = true;
    }
  };
}

function plain(event: RunEvent): object {
  if (event.kind !== 'step-failed') return event;
  const { error, ...rest } = event;
  return { ...rest, error: { code: error.code, summary: error.message, why: error.why, next: error.next } };
}
