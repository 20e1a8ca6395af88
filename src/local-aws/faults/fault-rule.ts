/** What to do to a call. One per rule; several rules may meet in one call. */
export type FaultAction =
  /** Wait; a pair is a range. */
  | { readonly latencyMs: number | readonly [number, number] }
  /** Answer this error, in the service's own shape. */
  | { readonly error: { readonly code: string; readonly status: number; readonly message?: string } }
  /** Cut the connection with RST. */
  | { readonly reset: true }
  /** Close the connection in order, without an answer. */
  | { readonly fin: true }
  /** Never answer; the connection stays open. */
  | { readonly hang: true }
  /** Send the head and half of the body, then close. */
  | { readonly truncate: true }
  /** kill -9 of the whole local AWS, where it is a process of its own. */
  | { readonly killProcess: true };

export interface FaultMatch {
  /** Signing name: `lambda`, `apigateway`, ... */
  readonly service?: string;
  /** Regular expression of the whole operation name. */
  readonly operation?: string;
  /** Regular expression, found in the decoded path or, where the path says nothing, in the input as JSON. */
  readonly resource?: string;
  /** Only the n-th call that matches (from 1), or several of them. */
  readonly nth?: number | readonly number[];
  /** 0..1, drawn from the seeded generator. */
  readonly probability?: number;
  readonly maxHits?: number;
}

export interface FaultRule {
  /** Shown in the journal. */
  readonly name?: string;
  readonly match?: FaultMatch;
  /** Before the effect, after it but before the answer, or in the middle of the answer. */
  readonly when?: 'before' | 'after' | 'midBody';
  readonly do: FaultAction;
}

export interface FaultSettings {
  readonly rules: readonly FaultRule[];
  readonly seed: number;
  /** AWS's request quotas of the control planes: 429 above them. */
  readonly throttle: boolean;
  /** Overrides of `clock.duration`, in ms: `{"gateway.propagation": 3000}`. */
  readonly durations: Readonly<Record<string, number>>;
}

export const noFaults: FaultSettings = { rules: [], seed: 1, throttle: false, durations: {} };
