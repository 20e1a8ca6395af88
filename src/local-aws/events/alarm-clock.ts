import type { World } from '../kernel/world.ts';

export interface Appointment {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly ring: () => void;
}

/** setTimeout takes no more than 24.8 days. */
const LONGEST_WAIT_MS = 3_600_000;

/** One timer for all schedules of a world; none at all when there is no schedule. */
export class AlarmClock {
  readonly #world: World;
  readonly #appointments: (now: number) => readonly Appointment[];
  #timer: NodeJS.Timeout | undefined;
  #lookedAt: number;

  /** `appointments`: what rings next after a time, one of each schedule. */
  constructor(world: World, appointments: (now: number) => readonly Appointment[]) {
    this.#world = world;
    this.#appointments = appointments;
    this.#lookedAt = world.clock.now();
    world.onStop(() => clearTimeout(this.#timer));
    this.reset();
  }

  /** To be called whenever a schedule has changed. */
  reset(): void {
    clearTimeout(this.#timer);
    const next = Math.min(...this.#appointments(this.#lookedAt).map(({ at }) => at));
    if (next === Infinity) return;
    const wait = Math.min(Math.max(0, next - this.#world.clock.now()), LONGEST_WAIT_MS);
    this.#timer = setTimeout(() => this.#look(), wait).unref();
  }

  #look(): void {
    const now = this.#world.clock.now();
    const due = this.#appointments(this.#lookedAt).filter(({ at }) => at <= now);
    this.#lookedAt = now;
    for (const { ring } of due) ring();
    this.reset();
  }
}
