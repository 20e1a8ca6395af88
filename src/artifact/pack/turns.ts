/** Work that is begun when all work before it has ended. */
export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function makeTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
}

/** All results, or the first failure: but only when everything has ended, so that nothing is written after it. */
export async function settleAll<Result>(work: readonly Promise<Result>[]): Promise<Result[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}

/** Work that takes this thread, once what was begun before is under way on others: zlib's, for one. */
export async function meanwhile<Result>(work: () => Result): Promise<Result> {
  await new Promise((turn) => setImmediate(turn));
  return work();
}
