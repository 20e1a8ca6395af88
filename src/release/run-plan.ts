import { interrupted } from '../errors/catalogue/release-errors.ts';
import type { ShipError } from '../errors/ship-error.ts';
import { type Phase, type Step, phases } from '../model/plan.ts';
import { asShipError } from './as-ship-error.ts';
import { proofMs } from './lock-note.ts';
import type { Run } from './run-context.ts';
import { runStep } from './steps/run-step.ts';

/** Ctrl-C ends the run between two steps of these; the switch itself and the finish are seen through. */
const interruptible: readonly Phase[] = [
  'lock',
  'foundation',
  'publish',
  'assemble',
  'verify',
  'canary',
  'switch',
  'observe',
];

/**
 * Runs the phases in order; inside a phase the lanes side by side, each lane in sequence. Throws the first failure,
 * after every lane of its phase has come to rest, so that nothing still works behind the undo's back.
 */
export async function runPhases(run: Run, wanted: readonly Phase[] = phases): Promise<void> {
  for (const phase of wanted) {
    const steps = run.plan.steps.filter((step) => step.phase === phase);
    if (steps.length === 0) continue;
    // A lock that was lost stops the run here already.
    await run.learnt.lock?.prove(proofMs);
    run.report({ kind: 'phase-started', phase });
    await runLanes(run, steps);
  }
}

async function runLanes(run: Run, steps: readonly Step[]): Promise<void> {
  const lanes = [...new Set(steps.map(({ lane }) => lane))];
  const results = await Promise.allSettled(
    lanes.map((lane) =>
      runLane(
        run,
        steps.filter((step) => step.lane === lane),
      ),
    ),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason as ShipError;
}

async function runLane(run: Run, lane: readonly Step[]): Promise<void> {
  for (const step of lane) {
    if (interruptible.includes(step.phase)) stopIfInterrupted(run);
    await reportStep(run, step);
  }
}

async function reportStep(run: Run, step: Step): Promise<void> {
  const began = run.clock.monotonic();
  run.report({ kind: 'step-started', step });
  try {
    const note = await runStep(step, run);
    run.report({ kind: 'step-done', step, ms: run.clock.monotonic() - began, ...(note ? { note } : {}) });
  } catch (cause) {
    const error = asShipError(cause, step.title, run.signal);
    run.report({ kind: 'step-failed', step, ms: run.clock.monotonic() - began, error });
    throw error;
  }
}

function stopIfInterrupted(run: Run): void {
  if (run.signal.aborted) throw interrupted();
}
