import type { Job } from '../job.ts';
import type { EnvironmentLog } from '../logging/environment-log.ts';
import { platformLines, type PlatformLines, type Report } from '../logging/platform-lines.ts';
import type { RuntimeEvent } from '../runtime-api/runtime-api.ts';
import type { Failure } from './failures.ts';

const MB = 1024 * 1024;

/** How an invocation ended, whoever ended it. */
export interface Ending extends Pick<Report, 'status' | 'errorType'> {
  readonly payload: Buffer;
  readonly failed: boolean;
}

/** What it took. */
export interface Usage extends Pick<Report, 'initMs'> {
  readonly usedBytes: number;
}

/** Lambda itself ended it. */
export function endedBy(failure: Failure, about: Pick<Report, 'status' | 'errorType'> = {}): Ending {
  return { payload: Buffer.from(JSON.stringify(failure)), failed: true, ...about };
}

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
      clientContext,
    };
  }

  /** The answer goes out at once, unless it carries the end of the log. */
  finish(ending: Ending, usage: Usage): void {
    const { job } = this;
    // What it takes to kill the process is not the function's time.
    const limitMs = ending.status === 'timeout' ? job.runnable.timeoutSeconds * 1000 : Infinity;
    const durationMs = Math.min(this.#spentMs(), limitMs);
    const { payload, failed } = ending;
    this.begin();
    if (!job.tail) job.done({ payload, failed, durationMs });
    this.#log.end(
      () => this.#lastLines(ending, usage, durationMs),
      job.tail ? (logTail) => job.done({ payload, failed, durationMs, logTail }) : undefined,
    );
  }

  #lastLines({ status, errorType }: Ending, { initMs, usedBytes }: Usage, durationMs: number): readonly string[] {
    const { requestId, runnable } = this.job;
    const { memoryMb } = runnable;
    const usedMb = Math.min(Math.ceil(usedBytes / MB), memoryMb);
    return this.#lines.end({ requestId, durationMs, initMs, memoryMb, usedMb, status, errorType });
  }

  #spentMs(): number {
    return this.#since === undefined ? 0 : performance.now() - this.#since;
  }
}
