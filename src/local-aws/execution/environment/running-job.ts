import type { Job } from '../job.ts';
import type { EnvironmentLog } from '../logging/environment-log.ts';
import { platformLines, type PlatformLines, type Report } from '../logging/platform-lines.ts';
import type { RuntimeEvent } from '../runtime-api/runtime-api.ts';
import type { Failure } from './failures.ts';

const MB = 1024 * 1024;

export type Ending = Pick<Report, 'initMs' | 'status' | 'errorType'> & {
  readonly usedBytes: number;
} & ({ readonly payload: Buffer; readonly failed: boolean } | { readonly failure: Failure });

/** A job in an environment: its clock, its lines in the log, its one answer. */
export class RunningJob {
  readonly job: Job;
  readonly #log: EnvironmentLog;
  readonly #lines: PlatformLines;
  #since: number | undefined;
  #begun = false;

  constructor(job: Job, log: EnvironmentLog) {
    this.job = job;
    this.#log = log;
    this.#lines = platformLines(job.runnable);
  }

  /** The function's own time runs: it has the event, or its init phase is repeated inside the invocation. */
  get onTheClock(): boolean {
    return this.#since !== undefined;
  }

  startClock(): void {
    this.#since ??= performance.now();
  }

  remainingMs(): number {
    return this.job.runnable.timeoutSeconds * 1000 - this.#spentMs();
  }

  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#log.begin(this.#lines.start(this.job.requestId, this.job.runnable.version), this.job);
  }

  event(): RuntimeEvent {
    const { requestId, traceId, payload, runnable, clientContext } = this.job;
    return {
      requestId,
      traceId,
      payload,
      invokedFunctionArn: runnable.invokedFunctionArn,
      deadlineMs: Math.round(Date.now() + this.remainingMs()),
      ...(clientContext === undefined ? {} : { clientContext }),
    };
  }

  /** The answer goes out at once, unless it carries the end of the log. */
  finish(ending: Ending): void {
    const { job } = this;
    // What it takes to kill the process is not the function's time.
    const limitMs = ending.status === 'timeout' ? job.runnable.timeoutSeconds * 1000 : Infinity;
    const durationMs = Math.min(this.#spentMs(), limitMs);
    const outcome =
      'failure' in ending
        ? { payload: Buffer.from(JSON.stringify(ending.failure)), failed: true, durationMs }
        : { payload: ending.payload, failed: ending.failed, durationMs };
    this.begin();
    if (!job.tail) job.done(outcome);
    this.#log.end(
      () => this.#lastLines(ending, durationMs),
      job.tail ? (logTail) => job.done({ ...outcome, ...(logTail === undefined ? {} : { logTail }) }) : undefined,
    );
  }

  #lastLines(ending: Ending, durationMs: number): readonly string[] {
    const { requestId, runnable } = this.job;
    const usedMb = Math.min(Math.ceil(ending.usedBytes / MB), runnable.memoryMb);
    return this.#lines.end({ ...ending, requestId, durationMs, usedMb, memoryMb: runnable.memoryMb });
  }

  #spentMs(): number {
    return this.#since === undefined ? 0 : performance.now() - this.#since;
  }
}
