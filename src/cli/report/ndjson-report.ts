import { ShipError } from '../../errors/ship-error.ts';
import { toErrorDocument } from '../render/render-error.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { RunReport } from './run-report.ts';

/** Every event as one JSON document per line on stderr: `{"schema":1,"at":"...","kind":"step-done",...}`. */
export function makeNdjsonReport(terminal: Terminal): RunReport {
  return {
    report: (event) => terminal.err(JSON.stringify({ schema: 1, at: new Date().toISOString(), ...event }, plainErrors)),
    settle: async () => undefined,
  };
}

const plainErrors = (_key: string, value: unknown): unknown =>
  value instanceof ShipError ? toErrorDocument(value) : value;
