import type { Job } from '../job.ts';
import { RESPONSE_LIMIT_BYTES } from '../limits.ts';
import { platformLines, runtimeVersion, type InitReport, type PlatformLines } from '../logging/platform-lines.ts';
import { sdkHint } from '../logging/sdk-hint.ts';
import { RuntimeApi, type RuntimeAnswer } from '../runtime-api/runtime-api.ts';
import type { ExitReason } from './exit-reason.ts';
import { cannotStart, exited, invalidEntrypoint, responseTooLarge, timedOut, type Failure } from './failures.ts';
import { endedBy, RunningJob, type Ending } from './running-job.ts';
import { RuntimeProcess, type ProcessPlan } from './runtime-process.ts';
import type { EnvironmentParts, State } from './environment-parts.ts';

/** At full load the next event comes before the two signals of a freeze could have been sent. */
const FREEZE_AFTER_MS = 10;

/** One execution environment: at most one process and one invocation at a time. */
export class Environment {
  readonly #parts: EnvironmentParts;
  readonly #lines: PlatformLines;
  #state: State = 'stopped';
  #api: RuntimeApi | undefined;
  #process: RuntimeProcess | undefined;
  #run: RunningJob | undefined;
  #undelivered: RunningJob | undefined;
  #timer: NodeJS.Timeout | undefined;
  #startedAt = 0;
  #idleSince = 0;
  #runSince = 0;
  #tookMs = 0;
  #initMs: number | undefined;
  /** Told when the process is dead: who calls again then finds this environment free, with its /tmp. */
  #ending: Ending | undefined;

  constructor(parts: EnvironmentParts) {
    this.#parts = parts;
    this.#lines = platformLines(parts.runnable);
  }

  get state(): State {
    return this.#state;
  }

  get idleSince(): number {
    return this.#idleSince;
  }

  /** The last answer, from the event to the answer. */
  get tookMs(): number {
    return this.#tookMs;
  }

  /** 0 while it waits for an event. */
  busyForMs(now: number): number {
    return this.#run === undefined ? 0 : now - this.#runSince;
  }

  /** Only when `idle` or `stopped`. */
  run(job: Job): void {
    const run = new RunningJob(job, this.#parts.log);
    this.#run = run;
    this.#runSince = performance.now();
    this.#parts.owner.active(this);
    if (this.#state === 'idle') this.#handOver(run);
    else void this.start();
  }

  /** The init phase, for the job given before or to wait for one. */
  async start(): Promise<void> {
    this.#state = 'starting';
    const api = this.#openApi();
    try {
      const plan = await this.#parts.plan(await api.listen());
      if (this.#state !== 'starting') api.close();
      else if ('problem' in plan) this.#failStart(api, invalidEntrypoint(this.#requestId(), plan.problem));
      else this.#spawn(plan, api);
    } catch (error) {
      const failure = cannotStart(this.#requestId(), error);
      this.#parts.log.line(`[local AWS] The function cannot be started. ${failure.errorMessage}\n`);
      this.#failStart(api, failure);
    }
  }

  /** For good. Whoever waits for an answer gets one. */
  discard(): void {
    this.#state = 'gone';
    clearTimeout(this.#timer);
    this.#finish(endedBy(exited(this.#requestId(), { code: null, signal: 'SIGKILL' }), { status: 'error' }));
    this.#process?.kill();
  }

  /** Looks at /tmp and at the memory of a busy process, and puts an idle one to sleep; false when there is nothing more to watch. */
  tick(now: number): boolean {
    this.#parts.tmp.look(now, () => this.#process?.kill());
    if (this.#state === 'idle') {
      if (now - this.#idleSince < FREEZE_AFTER_MS) return true;
      if (this.#parts.freeze) this.#process?.freeze();
      return false;
    }
    if (this.#process && this.#process.measure() > this.#parts.runnable.memoryMb * 1024 * 1024) this.#process.kill();
    return this.#state !== 'stopped' && this.#state !== 'gone';
  }

  #openApi(): RuntimeApi {
    return new RuntimeApi({
      ready: () => this.#ready(),
      answered: (answer) => this.#answered(answer),
      initFailed: (answer) => this.#initFailed(answer),
      garbled: (reason) => {
        this.#parts.log.line(`[local AWS] This is not the Runtime API's language: ${reason}\n`);
        this.#process?.kill();
      },
    });
  }

  #spawn(plan: ProcessPlan, api: RuntimeApi): void {
    this.#parts.log.line(this.#lines.initStart(runtimeVersion(this.#parts.runnable.runtime, plan.runtimeVersion)));
    this.#parts.log.line(plan.note);
    this.#startedAt = performance.now();
    this.#api = api;
    this.#process = new RuntimeProcess(plan, api, this.#parts.watchdog, {
      output: (bytes) => this.#parts.log.output(bytes),
      ended: (reason) => this.#ended(reason),
    });
    const inInvocation = this.#run?.onTheClock === true;
    const limitMs = inInvocation ? this.#run?.remainingMs() : this.#parts.initLimitMs;
    this.#timer = setTimeout(() => (inInvocation ? this.#timedOut() : this.#initTimedOut()), limitMs);
  }

  #failStart(api: RuntimeApi, failure: Failure): void {
    api.close();
    if (this.#state === 'gone') return;
    this.#state = 'stopped';
    this.#fail(failure);
    this.#parts.owner.freed(this);
  }

  #ready(): void {
    if (this.#state === 'running') {
      this.#deliver();
      return;
    }
    clearTimeout(this.#timer);
    if (this.#state === 'starting') {
      this.#initMs = performance.now() - this.#startedAt;
      if (this.#run) {
        this.#handOver(this.#run);
        return;
      }
    } else if (this.#state !== 'answered') return;
    this.#state = 'idle';
    this.#idleSince = performance.now();
    this.#parts.owner.freed(this);
  }

  #handOver(run: RunningJob): void {
    this.#process?.thaw();
    this.#state = 'running';
    // Part of the invocation when the init phase was repeated inside it.
    if (run.onTheClock) this.#initMs = undefined;
    run.startClock();
    run.begin();
    this.#timer = setTimeout(() => this.#timedOut(), run.remainingMs());
    this.#undelivered = run;
    this.#deliver();
  }

  /** A runtime that has hung up gets the event when it asks again; one that has exited ends the invocation by that. */
  #deliver(): void {
    if (this.#undelivered && this.#api?.deliver(this.#undelivered.event())) this.#undelivered = undefined;
  }

  #answered(answer: RuntimeAnswer): void {
    if (this.#state !== 'running') return;
    this.#state = 'answered';
    if (answer.bodyBytes > RESPONSE_LIMIT_BYTES) this.#finish(endedBy(responseTooLarge()));
    else this.#finish({ payload: answer.body, failed: answer.kind === 'error' });
  }

  #initFailed({ body, errorType }: RuntimeAnswer): void {
    if (this.#state !== 'starting') return;
    clearTimeout(this.#timer);
    this.#state = 'stopping';
    this.#parts.log.line(sdkHint(body));
    this.#reportInit({ status: 'error', ...(errorType && { errorType }) });
    if (this.#run) this.#ending = { payload: body, failed: true, status: 'error', ...(errorType && { errorType }) };
    else this.#parts.owner.failed(this, { errorType: errorType ?? 'Runtime.Unknown', errorMessage: body.toString() });
    this.#process?.kill();
  }

  #reportInit(ending: Omit<InitReport, 'initMs'>): void {
    this.#parts.log.line(this.#lines.initReport({ initMs: performance.now() - this.#startedAt, ...ending }));
  }

  /** Lambda ends the init phase after ten seconds and starts it anew inside the invocation, on the function's time. */
  #initTimedOut(): void {
    this.#reportInit({ status: 'timeout' });
    this.#state = 'stopping';
    if (this.#run) this.#run.startClock();
    else this.#parts.owner.failed(this, timedOut('', this.#parts.initLimitMs / 1000));
    this.#process?.kill();
  }

  #timedOut(): void {
    this.#state = 'stopping';
    this.#process?.kill();
    if (!this.#run) return;
    const { requestId, runnable } = this.#run.job;
    this.#parts.log.line(this.#lines.timeout(requestId, runnable.timeoutSeconds));
    this.#ending = endedBy(timedOut(requestId, runnable.timeoutSeconds), { status: 'timeout' });
  }

  #ended(reason: ExitReason): void {
    clearTimeout(this.#timer);
    const was = this.#state;
    const failure = exited(this.#requestId(), reason);
    this.#initMs = undefined;
    if (was === 'gone') return;
    this.#state = 'stopped';
    if (this.#ending) this.#finish(this.#ending);
    else if (was === 'stopping' && this.#run) {
      void this.start();
      return;
    }
    if (was === 'starting' || was === 'running') this.#fail(failure);
    this.#process = undefined;
    this.#api = undefined;
    if (was === 'idle') this.#parts.owner.cooled(this);
    else this.#parts.owner.freed(this);
  }

  #fail(failure: Failure): void {
    if (this.#run) this.#finish(endedBy(failure, { status: 'error', errorType: failure.errorType }));
    else if (this.#state === 'stopped') this.#parts.owner.failed(this, failure);
  }

  #finish(ending: Ending): void {
    const run = this.#run;
    this.#run = undefined;
    this.#ending = undefined;
    if (!run) return;
    const initMs = this.#initMs;
    this.#initMs = undefined;
    this.#tookMs = performance.now() - this.#runSince;
    run.finish(ending, { usedBytes: this.#process?.peakBytes() ?? 0, initMs });
  }

  #requestId(): string {
    return this.#run?.job.requestId ?? '';
  }
}
