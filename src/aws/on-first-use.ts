import { CloudError } from '../release/cloud.ts';

type Calls<T> = {
  readonly [Name in keyof T]: T[Name] extends (...args: infer A) => Promise<infer R>
    ? (...args: A) => Promise<R>
    : never;
};

/** The same calls, whose code and client are loaded with the first of them. `names` lists every one. */
export function onFirstUse<T extends Calls<T>>(load: () => Promise<T>, names: Readonly<Record<keyof T, true>>): T {
  let loaded: Promise<T> | undefined;
  const forward =
    (name: keyof T) =>
    async (...args: never[]) => {
      loaded ??= load();
      const calls = await loaded;
      try {
        return await (calls[name] as (...args: never[]) => Promise<unknown>)(...args);
      } catch (error) {
        throw asUnreadable(error, String(name));
      }
    };
  return Object.fromEntries((Object.keys(names) as (keyof T)[]).map((name) => [name, forward(name)])) as unknown as T;
}

/** These calls only send and rename: what does not fit there is an answer of another shape than AWS's. */
function asUnreadable(error: unknown, operation: string): unknown {
  if (!(error instanceof TypeError || error instanceof RangeError)) return error;
  const message = `the answer is not of the shape that AWS gives: ${error.message}`;
  return new CloudError('UNREADABLE_ANSWER', message, { operation, uncertain: true, cause: error });
}
