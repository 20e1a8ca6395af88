/** Each way to set or read an export that names it. */
const NAMED =
  /\bmodule\.exports\s*=\s*\{(?<list>[\w$\s,:]*)\}|\bObject\.defineProperty\(\s*(?:module\.)?exports\s*,\s*['"](?<defined>[\w$]+)['"]|\b(?:module\.)?exports\.(?<name>[\w$]+)/g;

/**
 * What a CommonJS file exports, as far as its text says it for sure; undefined where only running it would tell: it hands
 * `exports` to somebody, spreads, assigns what is no plain list, or puts a name together. Comments and strings count as
 * code: in doubt they make the list longer, or unknown.
 */
export function commonJsExports(text: string): string[] | undefined {
  const names = [...text.matchAll(NAMED)].flatMap(({ groups: { list, defined, name } = {} }) =>
    list === undefined ? [defined ?? name ?? ''] : keysOf(list),
  );
  // At the top of a file, `this` is its exports.
  const unnamed = names.length === 0 ? /\b(?:exports|module|this)\b/ : /\b(?:exports|module)\b/;
  if (unnamed.test(text.replaceAll(NAMED, ''))) return undefined;
  return [...new Set(names)].filter((name) => name !== '__esModule');
}

/** `handler, other: run` -> handler, other. */
function keysOf(list: string): string[] {
  return list.split(',').flatMap((entry) => entry.split(':')[0]?.trim() || []);
}
