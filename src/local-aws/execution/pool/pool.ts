import type { Environment } from '../environment/environment.ts';
import type { Failure } from '../environment/failures.ts';
import type { Job } from '../job.ts';
import { Holding, LOOK_SOON_MS } from './holding.ts';
import { mayStartAnother } from './scale-out.ts';

export interface PoolParts {
  /** Makes an environment that reports to this pool. */
  readonly make: (pool: Pool, type: 'on-demand' | 'provisioned-concurrency') => Environment;
  readonly active: (environment: Environment) => void;
  readonly remove: (environment: Environment) => void;
  /** Infinity: as on Lambda, without a queue. */
  readonly maxEnvironments: number;
  /** Environments of a quick function that work at once while others wait their turn; Infinity: all. */
  readonly quickSlots: number;
  readonly idleShare: () => number;
}

interface Queued {
  readonly job: Job;
  readonly since: number;
}

const LOOK_AGAIN_MS = 50;

/** The environments of one function version with one configuration, and the requests that wait for one. */
export class Pool {
  readonly #parts: PoolParts;
  readonly #all = new Set<Environment>();
  readonly #provisioned = new Set<Environment>();
  /** The last used is used first, so that the others can go when load falls; those without a process lie at the bottom. */
  #free: Environment[] = [];
  #queue: Queued[] = [];
  #looking: NodeJS.Timeout | undefined;
  #retired = false;
  #answeredAt = 0;
  readonly #holding: Holding;
  readonly #starting = new Map<Environment, (failure?: Failure) => void>();

  constructor(parts: PoolParts) {
    this.#parts = parts;
    this.#holding = new Holding(parts.quickSlots);
  }

  get size(): number {
    return this.#all.size;
  }

  get provisioned(): number {
    return this.#provisioned.size;
  }

  submit(job: Job): void {
    if (this.#queue.length > 0 || this.#isFull()) {
      this.#enqueue(job);
      return;
    }
    const environment = this.#free.pop();
    if (environment) environment.run(job);
    else if (this.#all.size < this.#parts.maxEnvironments) this.#make('on-demand').run(job);
    else this.#enqueue(job);
  }

  /** Environments that are there before the first request. Rejects with the failure when one cannot start. */
  async provision(count: number): Promise<void> {
    while (this.#provisioned.size > count) this.#drop([...this.#provisioned].at(-1) as Environment);
    const wanted = Array.from({ length: count - this.#provisioned.size }, () => this.#startProvisioned());
    await Promise.all(wanted);
  }

  /** Idle ones go now, busy ones when they are done. */
  retire(): void {
    this.#retired = true;
    for (const environment of this.#free.splice(0)) this.#remove(environment);
  }

  /** Nobody gets an answer from here any more. */
  stop(): void {
    clearTimeout(this.#looking);
    const stopped = Buffer.from(
      JSON.stringify({ errorType: 'LocalAws.Stopped', errorMessage: 'The local AWS stops.' }),
    );
    for (const { job } of this.#queue.splice(0)) job.done({ payload: stopped, failed: true, durationMs: 0 });
    for (const environment of this.#all) this.#remove(environment);
  }

  /** Lets go of what has not been used since; provisioned ones stay. */
  reap(before: number): void {
    const old = this.#free.filter(({ idleSince }) => idleSince < before);
    for (const environment of old) if (!this.#provisioned.has(environment)) this.#drop(environment);
  }

  freed(environment: Environment): void {
    if (!this.#all.has(environment)) return;
    this.#answeredAt = performance.now();
    this.#holding.noteAnswer(environment.tookMs);
    this.#starting.get(environment)?.();
    const next = this.#queue.shift();
    if (next) environment.run(next.job);
    else if (this.#retired) this.#remove(environment);
    else if (environment.state === 'idle') this.#free.push(environment);
    else this.#free.unshift(environment);
  }

  cooled(environment: Environment): void {
    this.#free = this.#free.filter((other) => other !== environment);
    if (this.#provisioned.has(environment)) void environment.start();
    else this.#free.unshift(environment);
  }

  failed(environment: Environment, failure: Failure): void {
    const tell = this.#starting.get(environment);
    this.#drop(environment);
    tell?.(failure);
  }

  active(environment: Environment): void {
    this.#parts.active(environment);
  }

  #make(type: 'on-demand' | 'provisioned-concurrency'): Environment {
    const environment = this.#parts.make(this, type);
    this.#all.add(environment);
    return environment;
  }

  #startProvisioned(): Promise<void> {
    const environment = this.#make('provisioned-concurrency');
    this.#provisioned.add(environment);
    return new Promise((resolve, reject) => {
      this.#starting.set(environment, (failure) => {
        this.#starting.delete(environment);
        if (failure) reject(new Error(`${failure.errorType}: ${failure.errorMessage}`));
        else resolve();
      });
      this.#parts.active(environment);
      void environment.start();
    });
  }

  /** What is started ahead of requests (provisioned concurrency) does not work for any yet. */
  #isFull(): boolean {
    return this.#holding.isFull(this.#all.size - this.#free.length - this.#starting.size);
  }

  #enqueue(job: Job): void {
    this.#queue.push({ job, since: performance.now() });
    this.#lookLater();
  }

  #lookLater(): void {
    this.#looking ??= setTimeout(() => this.#look(), this.#isFull() ? LOOK_SOON_MS : LOOK_AGAIN_MS);
  }

  /** Should those who wait get an environment of their own after all? */
  #look(): void {
    this.#looking = undefined;
    const now = performance.now();
    this.#holding.noteStuck([...this.#all].map((environment) => environment.busyForMs(now)));
    while (this.#queue.length > 0 && !this.#isFull()) {
      const environment = this.#free.pop();
      if (!environment) break;
      environment.run((this.#queue.shift() as Queued).job);
    }
    if (!this.#isFull()) this.#startMore(now);
    if (this.#queue.length > 0) this.#lookLater();
  }

  #startMore(now: number): void {
    const starting = [...this.#all].filter(({ state }) => state === 'starting').length;
    const idleShare = this.#parts.idleShare();
    let justStarted = 0;
    for (let first = this.#queue[0]; first; first = this.#queue[0]) {
      const may = mayStartAnother({
        environments: this.#all.size,
        starting,
        justStarted: justStarted++,
        maxEnvironments: this.#parts.maxEnvironments,
        waitedMs: now - first.since,
        sinceAnswerMs: now - this.#answeredAt,
        idleShare,
      });
      if (!may) break;
      this.#queue.shift();
      this.#make('on-demand').run(first.job);
    }
  }

  #drop(environment: Environment): void {
    this.#free = this.#free.filter((other) => other !== environment);
    this.#remove(environment);
  }

  #remove(environment: Environment): void {
    this.#all.delete(environment);
    this.#provisioned.delete(environment);
    environment.discard();
    this.#parts.remove(environment);
  }
}
