type Statement = Readonly<Record<string, unknown>>;

function asTexts(value: unknown): readonly string[] | undefined {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.every((each) => typeof each === 'string') ? values : undefined;
}

/** `*` is any text, `?` any character. */
function matchesPattern(pattern: string, text: string): boolean {
  if (pattern === '*' || pattern === text) return true;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}

function covers(statement: Statement, routeArn: string): boolean {
  const actions = asTexts(statement['Action']);
  const resources = asTexts(statement['Resource']);
  if (!actions || !resources) return false;
  return (
    actions.some((action) => matchesPattern(action.toLowerCase(), 'execute-api:invoke')) &&
    resources.some((resource) => matchesPattern(resource, routeArn))
  );
}

function statementsOf(policyDocument: unknown): readonly Statement[] | undefined {
  if (typeof policyDocument !== 'object' || policyDocument === null) return undefined;
  const { Statement: given } = policyDocument as { Statement?: unknown };
  const statements: unknown[] = Array.isArray(given) ? given : [given];
  const isValid = statements.every((each) => typeof each === 'object' && each !== null && 'Effect' in each);
  return isValid ? statements : undefined;
}

/**
 * Does the policy that a Lambda authorizer returned allow `execute-api:Invoke` on the route? An explicit Deny wins; a
 * condition is never met here, so a conditional Deny denies and a conditional Allow does not allow. Undefined: no policy.
 */
export function policyAllows(policyDocument: unknown, routeArn: string): boolean | undefined {
  const statements = statementsOf(policyDocument)?.filter((statement) => covers(statement, routeArn));
  if (!statements) return undefined;
  if (statements.some(({ Effect }) => Effect === 'Deny')) return false;
  return statements.some((statement) => statement['Effect'] === 'Allow' && !statement['Condition']);
}
