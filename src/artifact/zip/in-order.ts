/** Work that may begin before its turn; what it answers is called in its turn. */
export type Unit = () => Promise<() => void | Promise<void>>;

/** At most `width` units are begun and not finished, so that what they hold in memory is bounded. */
export async function inOrder(units: Iterable<Unit>, width: number): Promise<void> {
  const begun: ReturnType<Unit>[] = [];
  const finishFirst = async (): Promise<void> => (await begun.shift())?.();
  try {
    for (const unit of units) {
      const work = unit();
      // It may fail before its turn, while an earlier one is awaited: Node.js ends the process over what nobody listens to.
      work.catch(() => {});
      begun.push(work);
      if (begun.length >= width) await finishFirst();
    }
    while (begun.length > 0) await finishFirst();
  } finally {
    // After a failure the others are waited for: nobody else would hear how they ended.
    await Promise.allSettled(begun);
  }
}
