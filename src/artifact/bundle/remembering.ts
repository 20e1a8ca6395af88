/** Asks once for each key: bundles of one service are made of the same files, packages and folders. */
export function remembering<Value>(ask: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = ask(key);
    known.set(key, value);
    return value;
  };
}
