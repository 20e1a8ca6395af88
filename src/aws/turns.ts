/** Runs work one after the other per key; different keys run side by side. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** One writer at a time per API and per function: AWS answers 409 to the second. */
export function makeTurns(): InTurn {
  const tails = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const mine = (tails.get(key) ?? Promise.resolve()).then(work);
    // The next in line starts whether this one failed or not; the failure itself goes to this one's caller.
    tails.set(
      key,
      mine.then(
        () => undefined,
        () => undefined,
      ),
    );
    return mine;
  };
}
