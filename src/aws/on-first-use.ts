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
      return (calls[name] as (...args: never[]) => Promise<unknown>)(...args);
    };
  return Object.fromEntries((Object.keys(names) as (keyof T)[]).map((name) => [name, forward(name)])) as unknown as T;
}
