import type { ListrTask } from 'listr2';
import { phases, type Phase, type Plan, type Step } from '../../model/plan.ts';
import { count } from '../terminal/format.ts';
import { plainLine } from '../terminal/plain-text.ts';
import type { Board } from './list-board.ts';

const titles: Readonly<Record<Phase, string>> = {
  lock: 'Take the lock',
  foundation: 'Bring the foundation up to date',
  publish: 'Publish function versions',
  assemble: 'Assemble the release behind the preview',
  verify: 'Verify it on the preview',
  canary: 'Give it a share of the calls',
  switch: 'Switch',
  observe: 'Observe it live',
  finish: 'Finish',
  unlock: 'Release the lock',
};

/** Phases one after the other; in a phase its lanes side by side, in a lane its steps in order: as the run does. */
export function phaseTasks(plan: Plan, board: Board): readonly ListrTask[] {
  return phases.flatMap((phase) => {
    const steps = plan.steps.filter((step) => step.phase === phase);
    return steps.length === 0 ? [] : [phaseTask(phase, steps, board)];
  });
}

function phaseTask(phase: Phase, steps: readonly Step[], board: Board): ListrTask {
  const lanes = [...new Set(steps.map(({ lane }) => lane))].map((name) => steps.filter(({ lane }) => lane === name));
  const size = steps.length > 1 ? ` (${count(steps.length, 'step')})` : '';
  const itemsOf = (lane: readonly Step[]): ListrTask[] =>
    lane.map((step) => board.item(step.id, plainLine(step.title)).task);
  const laneTasks = lanes.map((lane) => ({ items: itemsOf(lane) }));
  return {
    title: `${titles[phase]}${size}`,
    enabled: () => !board.hasFailure() && laneTasks.some(({ items }) => items.some(isEnabled)),
    task: (_, task) =>
      task.newListr(
        laneTasks.map(({ items }): ListrTask => ({
          task: (__, lane) => lane.newListr(items, { concurrent: false, exitOnError: true }),
        })),
        { concurrent: true, exitOnError: false },
      ),
  };
}

const isEnabled = ({ enabled }: ListrTask): boolean => typeof enabled !== 'function' || enabled(undefined) === true;
