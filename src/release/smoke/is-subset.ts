/** First place where `actual` does not hold what `expected` names; undefined: it holds all of it. Arrays match by position. */
export function findMismatch(expected: unknown, actual: unknown, path = '$'): string | undefined {
  if (Array.isArray(expected)) return arrayMismatch(expected, actual, path);
  if (expected !== null && typeof expected === 'object') return objectMismatch(expected, actual, path);
  return Object.is(expected, actual) ? undefined : `${path} is ${show(actual)} (expected ${show(expected)})`;
}

function arrayMismatch(expected: readonly unknown[], actual: unknown, path: string): string | undefined {
  if (!Array.isArray(actual)) return `${path} is ${show(actual)} (expected a list)`;
  return firstOf(expected.keys(), (index) => findMismatch(expected[index], actual[index], `${path}[${index}]`));
}

function objectMismatch(expected: object, actual: unknown, path: string): string | undefined {
  if (actual === null || typeof actual !== 'object') return `${path} is ${show(actual)} (expected an object)`;
  const members = actual as Record<string, unknown>;
  return firstOf(Object.entries(expected), ([key, value]) => findMismatch(value, members[key], `${path}.${key}`));
}

function firstOf<Item>(items: Iterable<Item>, check: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const mismatch = check(item);
    if (mismatch) return mismatch;
  }
  return undefined;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
