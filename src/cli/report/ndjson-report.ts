import { ShipError } from '../../errors/ship-error.ts';
import type { RunEvent } from '../../release/events.ts';
import { toErrorDocument } from '../render/render-error.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { RunReport } from './run-report.ts';

/** Every event as one JSON document per line on stderr: `{"schema":1,"at":"...","service":"orders","kind":"step-done",...}`. */
export function makeNdjsonReport(terminal: Terminal): RunReport {
  const say = (event: RunEvent, whose: { readonly service?: string }): void =>
    terminal.err(JSON.stringify({ schema: 1, at: new Date().toISOString(), ...whose, ...event }, plainErrors));
  return {
    report: (event) => say(event, {}),
    forService: (service) => (event) => say(event, { service }),
    settle: async () => undefined,
  };
}

const plainErrors = (_key: string, value: unknown): unknown =>
  value instanceof ShipError ? toErrorDocument(value) : value;
