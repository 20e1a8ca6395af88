import type { Plan } from '../../model/plan.ts';
import type { RunEvent } from '../../release/events.ts';
import { formatDuration } from '../terminal/format.ts';
import { plainLine } from '../terminal/plain-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { makeBoard, type Board } from './list-board.ts';
import { phaseTasks } from './phase-tasks.ts';
import type { RunReport } from './run-report.ts';
import { sayLine } from './say.ts';

/** The live list on a terminal. Its steps are known once there is a plan; before and after it come lists of their own. */
export function makeListReport(terminal: Terminal): RunReport {
  const board = makeBoard();
  let plan: Plan | undefined;
  return {
    report: (event) => {
      if (event.kind === 'planned') plan = event.plan;
      // Not before the first phase: a question may come between plan and work.
      if (event.kind === 'phase-started' && plan) {
        board.draw(phaseTasks(plan, board));
        plan = undefined;
      }
      if (event.kind === 'note') board.print(() => sayLine(terminal, event.level, event.text));
      else show(event, board);
    },
    settle: async () => {
      board.dropWaiting();
      await board.drawn();
    },
  };
}

function show(event: Exclude<RunEvent, { kind: 'note' }>, board: Board): void {
  switch (event.kind) {
    case 'preparing':
      board.draw([board.item(event.what, event.title).task]);
      return;
    case 'prepared':
      board.item(event.what, event.what).done(withNote(event.ms, event.note));
      return;
    case 'undo-started':
      board.dropWaiting();
      board.draw([board.item('undo', `Undo: ${plainLine(event.reason)}`).task]);
      return;
    case 'ended':
      // Undone would have ended it well.
      if (event.outcome.result === 'needs-person') board.item('undo', 'Undo').fail('it needs a person');
      board.dropWaiting();
      return;
    case 'started':
      board.dropWaiting();
      return;
    default:
      showStep(event, board);
  }
}

function showStep(event: RunEvent, board: Board): void {
  switch (event.kind) {
    case 'step-progress':
      board.item(event.step.id, event.step.title).say(plainLine(event.text));
      return;
    case 'step-done':
      board.item(event.step.id, event.step.title).done(withNote(event.ms, event.note));
      return;
    case 'step-failed':
      board.item(event.step.id, event.step.title).fail(plainLine(event.error.message));
      return;
    case 'undone':
      board.item('undo', 'Undo').done(`${plainLine(event.title)} (${formatDuration(event.ms)})`);
      return;
    default:
  }
}

const withNote = (ms: number, note?: string): string =>
  [formatDuration(ms), ...(note ? [plainLine(note)] : [])].join(', ');
