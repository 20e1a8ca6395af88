import { availableParallelism } from 'node:os';

/** How environments are run. Functions are not to notice any of it, but for time. */
export interface ExecutionSettings {
  readonly isolation: 'auto' | 'bubblewrap' | 'plain';
  /** SIGSTOP between invocations: what a function left running stands still, as on Lambda. */
  readonly freeze: boolean;
  /** Environments of one version before requests queue for a moment. */
  readonly maxEnvironments: number;
  /** Environments of a quick function that work at once while further requests wait a moment. */
  readonly quickSlots: number;
  readonly idleMs: number;
  readonly initLimitMs: number;
  /** First and second wait before a failed asynchronous invocation is tried again. */
  readonly retryDelaysMs: readonly [number, number];
}

const ISOLATIONS = ['auto', 'bubblewrap', 'plain'] as const;

/** Defaults, as the environment of the local AWS itself changes them. */
export function readSettings(env: NodeJS.ProcessEnv, profile: 'fast' | 'aws'): ExecutionSettings {
  const asked = env['SHIP_LOCAL_ISOLATION'];
  return {
    isolation: ISOLATIONS.find((name) => name === asked) ?? 'auto',
    freeze: env['SHIP_LOCAL_FREEZE'] !== '0' && process.platform !== 'win32',
    maxEnvironments: Number(env['SHIP_LOCAL_MAX_ENVIRONMENTS']) || Math.max(8, 4 * availableParallelism()),
    quickSlots: Number(env['SHIP_LOCAL_QUICK_SLOTS']) || availableParallelism() + 1,
    idleMs: Number(env['SHIP_LOCAL_IDLE_MS']) || 5 * 60_000,
    initLimitMs: 10_000,
    // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html: one minute, then two.
    retryDelaysMs: profile === 'aws' ? [60_000, 120_000] : [100, 200],
  };
}
