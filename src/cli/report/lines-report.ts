import type { Plan } from '../../model/plan.ts';
import type { RunEvent } from '../../release/events.ts';
import { formatDuration } from '../terminal/format.ts';
import { plainLine } from '../terminal/plain-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { RunReport } from './run-report.ts';

/** One line per event with the seconds since the start: for CI, logs and screen readers. */
export function makeLinesReport(
  terminal: Terminal,
  options: { readonly now?: () => number; readonly named?: boolean } = {},
): RunReport {
  const { now = () => performance.now(), named = false } = options;
  const startedAt = now();
  const stamp = (): string => `${((now() - startedAt) / 1000).toFixed(0).padStart(4)}s`;
  const say = (event: RunEvent, prefix: string): void => {
    const line = lineOf(event);
    if (line !== undefined) terminal.err(`${terminal.errColors.dim(stamp())}  ${prefix}${line}`);
  };
  return {
    report: (event) => say(event, ''),
    settle: async () => undefined,
    ...(named && { forService: (service: string) => (event: RunEvent) => say(event, `${service}  `) }),
  };
}

function lineOf(event: RunEvent): string | undefined {
  switch (event.kind) {
    case 'started':
      return `${event.service}: ${event.action} to ${event.environment} (run ${event.runId})`;
    case 'prepared':
      return withNote(`${event.what}: ${formatDuration(event.ms)}`, event.note);
    case 'planned':
      return planLine(event.plan);
    case 'phase-started':
      return `${event.phase}:`;
    default:
      return stepLineOf(event);
  }
}

/** What is removed has no number. */
function planLine({ release, steps }: Plan): string {
  return `plan: ${release.number > 0 ? `r${release.number}, ` : ''}${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`;
}

function stepLineOf(event: RunEvent): string | undefined {
  switch (event.kind) {
    case 'step-progress':
      return `  … ${plainLine(event.step.title)}: ${plainLine(event.text)}`;
    case 'step-done':
      return withNote(`  ✔ ${plainLine(event.step.title)} (${formatDuration(event.ms)})`, event.note);
    case 'step-failed':
      return `  ✖ ${plainLine(event.step.title)} (${formatDuration(event.ms)}): ${plainLine(event.error.message)}`;
    case 'undo-started':
      return `undo: ${plainLine(event.reason)}`;
    case 'undone':
      return `  ↩ ${plainLine(event.title)} (${formatDuration(event.ms)})`;
    case 'note':
      return `${event.level === 'warning' ? 'warning' : 'note'}: ${plainLine(event.text)}`;
    default:
      return undefined;
  }
}

const withNote = (line: string, note: string | undefined): string =>
  note === undefined ? line : `${line}: ${plainLine(note)}`;
