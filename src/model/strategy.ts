import { parseDuration, writeDuration } from './duration.ts';

/** How a release goes live once its preview is tested. */
export type Strategy =
  | { readonly kind: 'all-at-once' }
  /** Stays on the preview until a person promotes or aborts it. */
  | { readonly kind: 'manual' }
  | SteppedStrategy;

/** `canary`: so many per cent of all calls for `stepMs`, then all. `linear`: so many more each time, until it is all. */
export interface SteppedStrategy {
  readonly kind: 'canary' | 'linear';
  readonly percent: number;
  readonly stepMs: number;
}

/** How a release is watched at each step, and after the switch, against the one that was live. */
export interface Bake {
  /** After the switch, ms; 0: not at all. Steps have a time of their own. */
  readonly forMs: number;
  /** Names of CloudWatch alarms that must not go off. */
  readonly alarms: readonly string[];
  /** Share of failed invocations that may be more than the live release's. */
  readonly errorRate: number;
  /** How many times as long as the live release's an invocation may take. */
  readonly latency: number;
  /** Share of throttled invocations that may be more than the live release's. */
  readonly throttles: number;
  /** Below so many invocations of the new version its numbers decide nothing. */
  readonly minRequests: number;
  /** Requests per minute that ship makes itself on the preview while there are too few; 0: none. */
  readonly probesPerMinute: number;
}

export const defaultBake: Bake = {
  forMs: 0,
  alarms: [],
  errorRate: 0.01,
  latency: 2,
  throttles: 0.01,
  minRequests: 20,
  probesPerMinute: 30,
};

const defaults = {
  canary: { kind: 'canary', percent: 10, stepMs: 600_000 },
  linear: { kind: 'linear', percent: 20, stepMs: 120_000 },
} as const;

/** Every step is a gateway deployment, of which AWS makes one in five seconds. */
const limits = { canary: [1, 99], linear: [5, 50] } as const;
const longestMs = 24 * 3_600_000;

export const strategyForms =
  'all-at-once, manual, canary:10%/10m or linear:20%/2m (canary: 1 to 99 per cent, linear: 5 to 50; s, m or h, at most 24h)';

/** `canary:10%/10m` as `--strategy` and the config write it; undefined: not such a text. */
export function parseStrategy(text: string): Strategy | undefined {
  if (text === 'all-at-once' || text === 'manual') return { kind: text };
  const [, kind, percent, time] = /^(canary|linear)(?::(\d{1,2})%(?:\/(\d+[smh]))?)?$/.exec(text) ?? [];
  if (kind !== 'canary' && kind !== 'linear') return undefined;
  const stepMs = time === undefined ? defaults[kind].stepMs : parseDuration(time);
  const made: SteppedStrategy = {
    kind,
    percent: percent === undefined ? defaults[kind].percent : Number(percent),
    stepMs: stepMs ?? 0,
  };
  return isWithinLimits(made) ? made : undefined;
}

export function isWithinLimits({ kind, percent, stepMs }: SteppedStrategy): boolean {
  const [least, most] = limits[kind];
  return percent >= least && percent <= most && stepMs >= 1000 && stepMs <= longestMs;
}

export function writeStrategy(strategy: Strategy): string {
  if (!isStepped(strategy)) return strategy.kind;
  return `${strategy.kind}:${strategy.percent}%/${writeDuration(strategy.stepMs)}`;
}

export const isStepped = (strategy: Strategy): strategy is SteppedStrategy => 'percent' in strategy;

/** The percentages before the last step, which is the ordinary switch. */
export function percentagesOf(strategy: Strategy): readonly number[] {
  if (!isStepped(strategy)) return [];
  if (strategy.kind === 'canary') return [strategy.percent];
  const count = Math.ceil(100 / strategy.percent) - 1;
  return Array.from({ length: count }, (_, index) => strategy.percent * (index + 1));
}
