import type { Resolve } from './resolve-reference.ts';

/** One action on one resource, as a statement of a policy allows or denies it. */
export interface Right {
  /** `Allow`; `Deny`; `Allow all but`: what a statement with NotAction says. */
  readonly effect: string;
  readonly action: string;
  /** An ARN, with a word before it when it is NotResource; undefined: not known here. */
  readonly resource: string | undefined;
  /** JSON; empty: none; undefined: not known here. */
  readonly condition: string | undefined;
}

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: unknown;
}

/** What a policy says, one right per action and resource; undefined: not even its actions are known. */
export function rightsOf(document: unknown, resolve: Resolve): readonly Right[] | undefined {
  const { Statement: written = [] } = (document ?? {}) as { Statement?: Statement | readonly Statement[] };
  const statements: readonly Statement[] = [written].flat();
  if (statements.some(({ Effect }) => Effect === undefined)) return undefined;
  return statements.flatMap((statement) => {
    const condition = conditionOf(statement.Condition, resolve);
    const resources = resourcesOf(statement, resolve);
    return actionsOf(statement).flatMap(([effect, action]) =>
      resources.map((resource) => ({ effect, action, resource, condition })),
    );
  });
}

function actionsOf({ Effect = '', Action = [], NotAction = [] }: Statement): readonly (readonly [string, string])[] {
  return [
    ...[Action].flat().map((action) => [Effect, action] as const),
    ...[NotAction].flat().map((action) => [`${Effect} all but`, action] as const),
  ];
}

function resourcesOf({ Resource, NotResource }: Statement, resolve: Resolve): readonly (string | undefined)[] {
  if (NotResource === undefined) return [Resource].flat().map(resolve);
  const all = [NotResource].flat().map(resolve);
  const known = all.filter((one) => one !== undefined);
  return [known.length < all.length ? undefined : `all but ${known.toSorted().join(', ')}`];
}

function conditionOf(condition: unknown, resolve: Resolve): string | undefined {
  if (condition === undefined) return '';
  const written = Object.entries(condition as Readonly<Record<string, Readonly<Record<string, unknown>>>>);
  const tests = written.flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]) =>
      [values].flat().map((value) => ({ name: `${operator} ${key}`, value: textOf(value, resolve) })),
    ),
  );
  if (tests.some(({ value }) => value === undefined)) return undefined;
  return tests
    .map(({ name, value }) => `${name} ${value}`)
    .toSorted()
    .join(', ');
}

// `true` and `"true"` are one to IAM.
function textOf(value: unknown, resolve: Resolve): string | undefined {
  return typeof value === 'boolean' || typeof value === 'number' ? `${value}` : resolve(value);
}

/** Whether what the one says holds for all that the other says; what is not known of either differs in nothing. */
export function covers(one: Right, other: Right): boolean {
  const isPlain = !one.effect.endsWith('all but');
  return (
    one.effect === other.effect &&
    (isPlain ? matches(one.action.toLowerCase(), other.action.toLowerCase()) : one.action === other.action) &&
    (one.resource === undefined || other.resource === undefined || matches(one.resource, other.resource)) &&
    (one.condition === undefined || other.condition === undefined || ['', other.condition].includes(one.condition))
  );
}

/** IAM's wild cards: `*` and `?`. No regular expression: with many stars it would never end. */
function matches(pattern: string, text: string): boolean {
  let [at, star, tried] = [0, -1, 0];
  for (let next = 0; next < text.length;) {
    if (pattern[at] === '*') {
      star = at++;
      tried = next;
    } else if (at < pattern.length && ['?', text[next]].includes(pattern[at])) {
      at++;
      next++;
    } else if (star >= 0) {
      at = star + 1;
      next = ++tried;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
