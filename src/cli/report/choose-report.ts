import type { Session } from '../session/session.ts';
import { makeLinesReport } from './lines-report.ts';
import { makeNdjsonReport } from './ndjson-report.ts';
import { silentReport, type RunReport } from './run-report.ts';

/** A live list where somebody watches, lines elsewhere; with --json nothing but what goes wrong. */
export async function chooseReport({ flags, terminal }: Session, runs = 1): Promise<RunReport> {
  // Several runs side by side would fight over one list: each line says whose it is instead.
  const byTerminal = terminal.isWatched && !flags.has('debug') && runs === 1 ? 'list' : 'lines';
  const lines = (): RunReport => makeLinesReport(terminal, { named: runs > 1 });
  switch (flags.text('progress') ?? (flags.has('json') ? 'none' : byTerminal)) {
    case 'list':
      return terminal.isWatched ? (await import('./list-report.ts')).makeListReport(terminal) : lines();
    case 'json':
      return makeNdjsonReport(terminal);
    case 'none':
      return silentReport;
    default:
      return lines();
  }
}
