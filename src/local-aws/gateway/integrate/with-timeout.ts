/** What a promise becomes when it takes too long; it goes on, nobody waits. */
export const TIMED_OUT = Symbol('timed out');

export function withTimeout<Value>(work: Promise<Value>, ms: number): Promise<Value | typeof TIMED_OUT> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(TIMED_OUT), ms);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: Error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
