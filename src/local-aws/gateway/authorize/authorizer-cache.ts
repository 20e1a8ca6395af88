/** What an authorizer function returned. */
export interface CachedReply {
  readonly reply: unknown;
  readonly expiresAt: number;
}

const LIMIT = 10_000;

/** Replies of Lambda authorizers by stage and identity. */
export class AuthorizerCache {
  readonly #byStage = new Map<string, Map<string, CachedReply>>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  get(stageKey: string, identity: string): CachedReply | undefined {
    const entries = this.#byStage.get(stageKey);
    const found = entries?.get(identity);
    if (!found || found.expiresAt > this.#now()) return found;
    entries?.delete(identity);
    return undefined;
  }

  set(stageKey: string, identity: string, reply: unknown, ttlSeconds: number): void {
    let entries = this.#byStage.get(stageKey);
    if (!entries) this.#byStage.set(stageKey, (entries = new Map()));
    if (entries.size >= LIMIT) entries.delete(entries.keys().next().value as string);
    entries.set(identity, { reply, expiresAt: this.#now() + ttlSeconds * 1000 });
  }

  forget(stageKey: string): void {
    this.#byStage.delete(stageKey);
  }
}
