import type { Plan } from '../../model/plan.ts';
import type { Outcome, Reporter } from '../../release/events.ts';

/** How long one part of a run took: `package`, `look`, then the phases. */
export interface Timing {
  readonly what: string;
  readonly ms: number;
}

export interface CollectedRun {
  readonly observe: Reporter;
  readonly plan: () => Plan | undefined;
  readonly outcome: () => Outcome | undefined;
  readonly timings: () => readonly Timing[];
}

/** Keeps of a run's events what is told of it at its end. */
export function collectRun(now: () => number): CollectedRun {
  let plan: Plan | undefined;
  let outcome: Outcome | undefined;
  const timings: Timing[] = [];
  let phase: { readonly what: string; readonly began: number } | undefined;
  const endPhase = (): void => {
    if (phase) timings.push({ what: phase.what, ms: Math.round(now() - phase.began) });
    phase = undefined;
  };
  return {
    observe: (event) => {
      if (event.kind === 'planned') plan = event.plan;
      if (event.kind === 'prepared') timings.push({ what: event.what, ms: Math.round(event.ms) });
      if (event.kind === 'phase-started') {
        endPhase();
        phase = { what: event.phase, began: now() };
      }
      if (event.kind !== 'ended') return;
      endPhase();
      outcome = event.outcome;
    },
    plan: () => plan,
    outcome: () => outcome,
    timings: () => timings,
  };
}
