import type { Statement } from './policy-document.ts';

const several = (value: string | readonly string[] | undefined): readonly string[] => [value ?? []].flat();

const MAX_PATTERNS = 1000;
const patterns = new Map<string, RegExp>();

/** Patterns are compiled once: the gateway asks with the same ones for every request. */
function compile(pattern: string, flags: string): RegExp {
  const key = `${flags} ${pattern}`;
  const known = patterns.get(key);
  if (known) return known;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const made = new RegExp(`^${source}$`, `s${flags}`);
  if (patterns.size < MAX_PATTERNS) patterns.set(key, made);
  return made;
}

/** IAM's wildcards: `*` any text, `?` one character. Actions ignore case, ARNs do not. */
function matches(pattern: string, value: string, flags = ''): boolean {
  return compile(pattern, flags).test(value);
}

function names(
  one: string | readonly string[] | undefined,
  not: string | readonly string[] | undefined,
  value: string,
  flags?: string,
): boolean {
  if (not !== undefined) return !several(not).some((pattern) => matches(pattern, value, flags));
  return several(one).some((pattern) => matches(pattern, value, flags));
}

/** Conditions are not evaluated: a conditional Allow allows, a conditional Deny does not deny. */
function applies(statement: Statement, action: string, resourceArn: string): boolean {
  return (
    names(statement.Action, statement.NotAction, action, 'i') &&
    names(statement.Resource, statement.NotResource, resourceArn) &&
    !(statement.Effect === 'Deny' && statement.Condition !== undefined)
  );
}

export type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny';

/** Deny beats Allow; what nothing names is denied. */
export function decide(statements: readonly Statement[], action: string, resourceArn: string): Decision {
  const applying = statements.filter((statement) => applies(statement, action, resourceArn));
  if (applying.some(({ Effect }) => Effect === 'Deny')) return 'explicitDeny';
  return applying.length > 0 ? 'allowed' : 'implicitDeny';
}

/** Does the trust policy let this service assume the role? */
export function trusts(statements: readonly Statement[], service: string): boolean {
  const about = statements.filter(({ Principal, Action }) => {
    const principals = typeof Principal === 'string' ? [Principal] : several(Principal?.['Service']);
    return (
      (principals.includes(service) || principals.includes('*')) && names(Action, undefined, 'sts:AssumeRole', 'i')
    );
  });
  return about.length > 0 && about.every(({ Effect }) => Effect === 'Allow');
}
