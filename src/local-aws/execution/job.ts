import type { Runnable } from '../lambda/runnable.ts';

/** One invocation on its way through an environment. */
export interface Job {
  readonly runnable: Runnable;
  readonly requestId: string;
  readonly traceId: string;
  readonly payload: Buffer;
  /** JSON text. */
  readonly clientContext?: string;
  readonly tail: boolean;
  readonly done: (outcome: Outcome) => void;
}

export interface Outcome {
  readonly payload: Buffer;
  readonly failed: boolean;
  readonly durationMs: number;
  /** Base64. */
  readonly logTail?: string;
}
