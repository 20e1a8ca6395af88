import { exitCodes } from '../../errors/ship-error.ts';
import { sayError } from '../report/say.ts';
import { toErrorDocument } from '../render/render-error.ts';
import { renderLive } from '../render/render-live.ts';
import { renderOverview } from '../render/render-overview.ts';
import { countCalls, countWrites } from '../../plan/count-calls.ts';
import { fitLines } from '../terminal/fit-lines.ts';
import { renderResult } from '../render/render-result.ts';
import type { RunAction } from '../../release/events.ts';
import type { ServiceResult } from './run-one.ts';
import type { Session } from './session.ts';

export type Action = RunAction | 'plan';

/** Says how one service came out, as soon as it is out. */
export function showResult(
  { flags, terminal }: Session,
  action: RunAction,
  result: ServiceResult,
  isOneOfMany = false,
): void {
  const { outcome, error, journal } = result;
  if (outcome && !error && !flags.has('json')) {
    const text = renderResult(result, action, terminal.outColors);
    // Of fifty services with nothing to do, their addresses would bury what was done.
    const isBrief = isOneOfMany && outcome.result === 'unchanged' && !outcome.waiting && outcome.notes.length === 0;
    terminal.out(fitLines(isBrief ? (text.split('\n')[0] ?? '') : text, terminal.outWidth));
  }
  if (error) sayError(terminal, error, { ndjson: flags.text('progress') === 'json', ...(journal && { journal }) });
  const stack = error?.code === 'INTERNAL' && (error.cause as Error | undefined)?.stack;
  if (stack && flags.has('debug')) terminal.err(stack);
}

/** The end of the command: the last line, or the one document; answers the exit code. */
export function endRuns(
  session: Session,
  action: Action,
  environment: string,
  results: readonly ServiceResult[],
): number {
  const { flags, terminal } = session;
  const exit = results.find(({ error }) => error)?.error?.exit ?? exitCodes.ok;
  if (flags.has('json')) {
    const services = results.map(toDocument);
    terminal.out(JSON.stringify({ schema: 1, command: action, environment, exit, services }, undefined, 2));
    return exit;
  }
  const [print, colors] =
    exit === exitCodes.ok ? [terminal.out, terminal.outColors] : [terminal.err, terminal.errColors];
  if (exit !== exitCodes.ok && flags.text('progress') === 'json') return exit;
  const isPlan = action === 'plan' || results.some(({ outcome }) => outcome?.result === 'planned');
  if (results.length > 1 && !isPlan) print(fitLines(renderOverview(results, colors).join('\n'), terminal.outWidth));
  print(renderLive(results, environment, colors));
  return exit;
}

/** The whole plan only where nothing else was asked for; what it changes always. */
function toDocument({ service, promoted, plan, findings, outcome, error, journal, timings }: ServiceResult): object {
  return {
    service,
    ...(promoted && { promoted }),
    ...outcome,
    ...(outcome?.result === 'planned' && plan
      ? { plan, calls: countCalls(plan, outcome.awsCalls), writes: countWrites(plan) }
      : {}),
    ...(findings ? { findings } : {}),
    ...(plan && { changes: plan.changes }),
    ...(timings && { timings }),
    ...(error ? { error: toErrorDocument(error), journal } : {}),
  };
}
