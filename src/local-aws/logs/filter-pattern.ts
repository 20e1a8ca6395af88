import { invalidParameter } from './logs-error.ts';
import { jsonMatcher } from './json-pattern.ts';

export type Matcher = (message: string) => boolean;

/**
 * CloudWatch Logs' filter patterns: terms (all must occur), `-term` (must not), `?term` (any of them), `"a phrase"`, `%regex%`,
 * and JSON conditions (`{ $.level = "error" && $.status >= 500 }`). Space-delimited `[a, b]` patterns are refused.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function makeMatcher(pattern: string | undefined): Matcher {
  const text = pattern?.trim() ?? '';
  if (text === '') return () => true;
  if (text.startsWith('{')) return jsonMatcher(text);
  if (text.startsWith('['))
    throw invalidParameter('Space-delimited filter patterns are not implemented by the local AWS.');
  return termMatcher(text);
}

function termMatcher(text: string): Matcher {
  const terms = text.match(/[-?]?"(?:[^"\\]|\\.)*"|[-?]?%[^%]*%|\S+/g) ?? [];
  const required = terms.filter((term) => !/^[-?]/.test(term)).map(contains);
  const excluded = terms.filter((term) => term.startsWith('-')).map((term) => contains(term.slice(1)));
  const optional = terms.filter((term) => term.startsWith('?')).map((term) => contains(term.slice(1)));
  return (message) => {
    if (excluded.some((has) => has(message))) return false;
    // Beside required terms the optional ones are ignored.
    if (required.length > 0) return required.every((has) => has(message));
    return optional.length === 0 || optional.some((has) => has(message));
  };
}

function contains(term: string): Matcher {
  if (term.startsWith('%')) {
    const regex = new RegExp(term.slice(1, -1));
    return (message) => regex.test(message);
  }
  const text = term.startsWith('"') ? term.slice(1, -1).replaceAll(/\\(.)/g, '$1') : term;
  return (message) => message.includes(text);
}
