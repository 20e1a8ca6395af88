import type { Runnable } from '../../lambda/runnable.ts';
import type { EnvironmentLog } from '../logging/environment-log.ts';
import type { Environment } from './environment.ts';
import type { Failure } from './failures.ts';
import type { ProcessPlan } from './runtime-process.ts';
import type { TmpWatch } from './tmp-watch.ts';
import type { Watchdog } from './watchdog.ts';

export interface EnvironmentOwner {
  /** It can take the next job. */
  readonly freed: (environment: Environment) => void;
  /** Its process ended while nobody waited for it. */
  readonly cooled: (environment: Environment) => void;
  /** There is something to watch: `tick` wants to be called until it answers false. */
  readonly active: (environment: Environment) => void;
  /** Started without a job (provisioned concurrency), and failed. */
  readonly failed: (environment: Environment, failure: Failure) => void;
}

export interface EnvironmentParts {
  readonly runnable: Runnable;
  readonly log: EnvironmentLog;
  readonly plan: (runtimeApiPort: number) => Promise<ProcessPlan | { problem: string }>;
  readonly watchdog: Watchdog;
  readonly tmp: TmpWatch;
  readonly owner: EnvironmentOwner;
  readonly initLimitMs: number;
  readonly freeze: boolean;
}

/**
 * `stopped`: no process (new, or its process died; /tmp is kept) · `starting`: init phase · `idle`: waits for an event ·
 * `running` · `answered`: has answered and not asked for the next event yet · `stopping`: killed, not dead yet · `gone`.
 */
export type State = 'stopped' | 'starting' | 'idle' | 'running' | 'answered' | 'stopping' | 'gone';
