/** What to call a pattern's matcher: paths use forward slashes and have no leading one. */
export type Matches = (path: string) => boolean;

/**
 * `*` and `?` within a segment, `**` over any number, `[ab]`, `{a,b}`. A pattern that matches a folder matches what lies
 * below it. A path that is written exactly like the pattern always matches: `[name].ts` is a name that people use.
 */
export function compilePattern(pattern: string): Matches {
  const plain = pattern.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
  const expression = new RegExp(`^(?:${toExpression(plain)})(?:/.*)?$`, 'su');
  return (path) => path === plain || path.startsWith(`${plain}/`) || expression.test(path);
}

export function compilePatterns(patterns: readonly string[]): Matches {
  const all = patterns.map(compilePattern);
  return (path) => all.some((matches) => matches(path));
}

export function hasWildcard(pattern: string): boolean {
  return /[*?[\]{}]/.test(pattern);
}

/** Leading segments without wildcards: where to look. */
export function fixedPart(pattern: string): string {
  const segments = pattern.replace(/^(\.\/)+/, '').split('/');
  const end = segments.findIndex(hasWildcard);
  return segments.slice(0, end < 0 ? segments.length : end).join('/');
}

const tokens = /\*\*\/|\*\*|\*|\?|\[[!^]?[^\]/]+\]|\{[^{}]*\}|[^]/gu;

function toExpression(pattern: string): string {
  return pattern.replaceAll(tokens, translate);
}

function translate(token: string): string {
  if (token === '**/') return '(?:[^/]+/)*';
  if (token === '**') return '.*';
  if (token === '*') return '[^/]*';
  if (token === '?') return '[^/]';
  if (token.length > 1 && token.startsWith('[')) return translateClass(token);
  if (token.length > 1 && token.startsWith('{'))
    return `(?:${token.slice(1, -1).split(',').map(toExpression).join('|')})`;
  return token.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&');
}

function translateClass(token: string): string {
  const inner = token.slice(1, -1).replace(/^[!^]/, '');
  const negated = inner.length < token.length - 2 ? '^/' : '';
  return `[${negated}${inner.replaceAll(/[\\^[\]&~|]/g, '\\$&')}]`;
}
