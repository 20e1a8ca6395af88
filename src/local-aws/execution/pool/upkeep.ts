import type { Environment } from '../environment/environment.ts';

const EVERY_MS = 25;

/** Calls `tick` of environments that have something to watch, and sleeps when there are none. */
export class Upkeep {
  readonly #active = new Set<Environment>();
  #timer: NodeJS.Timeout | undefined;

  add(environment: Environment): void {
    this.#active.add(environment);
    this.#timer ??= setInterval(() => this.#tick(), EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#active.clear();
  }

  #tick(): void {
    const now = performance.now();
    for (const environment of this.#active) if (!environment.tick(now)) this.#active.delete(environment);
    if (this.#active.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
