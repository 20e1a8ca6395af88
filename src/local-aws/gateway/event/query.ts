export type QueryValues = ReadonlyMap<string, readonly string[]>;

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced; // A lone % stays as it came.
  }
}

/** Names and values decoded, in the order of their first appearance. */
export function parseQuery(rawQuery: string): QueryValues {
  const values = new Map<string, string[]>();
  for (const part of rawQuery.split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const name = decode(at < 0 ? part : part.slice(0, at));
    const value = at < 0 ? '' : decode(part.slice(at + 1));
    const before = values.get(name);
    if (before) before.push(value);
    else values.set(name, [value]);
  }
  return values;
}

export function renderQuery(values: QueryValues): string {
  const parts: string[] = [];
  for (const [name, all] of values) {
    for (const value of all) parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  }
  return parts.join('&');
}
