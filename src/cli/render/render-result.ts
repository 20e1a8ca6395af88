import type { ServiceResult } from '../session/run-one.ts';
import type { Colors } from '../terminal/colors.ts';
import type { RunAction } from '../../release/events.ts';
import { plainLine } from '../terminal/plain-text.ts';
import { renderAdvice } from './render-advice.ts';
import { renderOutcome } from './render-outcome.ts';
import { renderPlan } from './render-plan.ts';

/** How one service came out, when it came out well. */
export function renderResult(result: ServiceResult, action: RunAction, colors: Colors): string {
  const { plan, outcome } = result;
  if (outcome?.result === 'planned' && plan)
    return [
      renderPlan(plan, colors, { looked: outcome.awsCalls, action }),
      ...renderAdvice(result, colors),
      ...outcome.notes.flatMap((note) => ['', `  note: ${plainLine(note)}`]),
      '',
      '  nothing was changed',
    ].join('\n');
  return outcome ? renderOutcome(outcome, action, colors) : '';
}
