/** A function that answers faster than this is quick: to wait for it takes less than to wake another process. */
const QUICK_MS = 5;
/** Looked at this often while requests wait. */
export const LOOK_SOON_MS = 5;
/** Until answers have shown otherwise, a function is slow. */
const AT_FIRST_MS = 100;
/** Of each answer in the running mean. */
const SHARE = 1 / 16;

/**
 * Says when a request had better wait for a busy environment than wake an idle one, or start one more. Processes that
 * take turns on few processors slow each other down (cold caches, cold code): sixteen environments of a quick function
 * answer half as much as three. An environment that takes longer than usual does not count, so requests that are
 * waited for by others never wait themselves for more than a moment.
 */
export class Holding {
  /** Environments that may be busy at once before requests wait; Infinity: never. */
  readonly #slots: number;
  #typicalMs = AT_FIRST_MS;
  #stuck = 0;

  constructor(slots: number) {
    this.#slots = slots;
  }

  isFull(busy: number): boolean {
    return busy - this.#stuck >= this.#slots && this.#typicalMs < QUICK_MS;
  }

  noteAnswer(tookMs: number): void {
    this.#typicalMs += (tookMs - this.#typicalMs) * SHARE;
    if (tookMs > QUICK_MS && this.#stuck > 0) this.#stuck--;
  }

  /** How many are busy for longer than a quick function would be. */
  noteStuck(busyForMs: Iterable<number>): void {
    this.#stuck = 0;
    for (const ms of busyForMs) if (ms > QUICK_MS) this.#stuck++;
  }
}
