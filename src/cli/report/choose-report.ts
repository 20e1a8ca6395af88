import type { Session } from '../session/session.ts';
import { makeLinesReport } from './lines-report.ts';
import { makeNdjsonReport } from './ndjson-report.ts';
import { silentReport, type RunReport } from './run-report.ts';

/** A live list where somebody watches, lines elsewhere; with --json nothing but what goes wrong. */
export async function chooseReport({ flags, terminal }: Session): Promise<RunReport> {
  const byTerminal = terminal.isWatched && !flags.has('debug') ? 'list' : 'lines';
  switch (flags.text('progress') ?? (flags.has('json') ? 'none' : byTerminal)) {
    case 'list':
      return terminal.isWatched ? (await import('./list-report.ts')).makeListReport() : makeLinesReport(terminal);
    case 'json':
      return makeNdjsonReport(terminal);
    case 'none':
      return silentReport;
    default:
      return makeLinesReport(terminal);
  }
}
