import type { Phase, Plan, Step } from '../model/plan.ts';
import type { ShipError } from '../errors/ship-error.ts';
import type { BakeReport } from './bake/bake-report.ts';

/** What the engine tells its listeners. The engine never prints; a terminal, CI lines and JSON are listeners. */
export type RunEvent =
  | {
      readonly kind: 'started';
      readonly runId: string;
      readonly service: string;
      readonly environment: string;
      readonly action: RunAction;
    }
  /** Work before the plan: `package`, `size`, `look`. */
  | {
      readonly kind: 'preparing';
      readonly what: 'config' | 'package' | 'size' | 'look' | 'plan';
      readonly title: string;
    }
  | {
      readonly kind: 'prepared';
      readonly what: 'config' | 'package' | 'size' | 'look' | 'plan';
      readonly ms: number;
      readonly note?: string;
    }
  | { readonly kind: 'planned'; readonly plan: Plan }
  | { readonly kind: 'phase-started'; readonly phase: Phase }
  | { readonly kind: 'step-started'; readonly step: Step }
  /** A longer wait says what it waits for. */
  | { readonly kind: 'step-progress'; readonly step: Step; readonly text: string; readonly bake?: BakeReport }
  | { readonly kind: 'step-done'; readonly step: Step; readonly ms: number; readonly note?: string }
  | { readonly kind: 'step-failed'; readonly step: Step; readonly ms: number; readonly error: ShipError }
  | { readonly kind: 'undo-started'; readonly reason: string }
  | { readonly kind: 'undone'; readonly title: string; readonly ms: number }
  | { readonly kind: 'note'; readonly level: 'info' | 'warning'; readonly text: string }
  | { readonly kind: 'ended'; readonly outcome: Outcome };

export type RunAction = 'deploy' | 'promote' | 'rollback' | 'promote-preview' | 'abort' | 'prune' | 'destroy';

export type Reporter = (event: RunEvent) => void;

/** How a run ended and what it means for callers; the `--json` document of deploy and rollback. */
export interface Outcome {
  readonly result:
    | 'live'
    | 'on-preview'
    | 'aborted'
    | 'destroyed'
    | 'unchanged'
    | 'planned'
    | 'undone'
    | 'refused'
    | 'interrupted'
    | 'needs-person';
  readonly service: string;
  readonly environment: string;
  /** The release that is live now, `r17`; undefined: none. */
  readonly live?: string;
  readonly previous?: string;
  /** The release that waits on the preview for a person. */
  readonly waiting?: string;
  readonly url?: string;
  readonly previewUrl?: string;
  readonly totalMs: number;
  /** From the answer of the one write until the last answer of the old release was seen, ms; undefined: not observed. */
  readonly settle?: { readonly firstNewMs: number; readonly lastOldMs: number; readonly probes: number };
  readonly awsCalls: Readonly<Record<string, number>>;
  readonly smoke: readonly SmokeResult[];
  /** What was judged at each step; undefined: nothing watched. */
  readonly bakes?: readonly BakeReport[];
  readonly notes: readonly string[];
}

export interface SmokeResult {
  readonly name: string;
  readonly on: 'preview' | 'live' | 'invoke';
  readonly passed: boolean;
  readonly ms: number;
  /** Of the answer's body or the function's result, when one came. */
  readonly bytes?: number;
  /** What was expected and what came, when it failed. */
  readonly why?: string;
  /** True: the answer carried the release marker. */
  readonly marked: boolean;
}
