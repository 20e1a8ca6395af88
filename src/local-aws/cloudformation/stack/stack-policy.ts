import { validationError } from '../cloudformation-error.ts';
import { isRecord } from '../template/template.ts';

export type UpdateAction = 'Update:Modify' | 'Update:Replace' | 'Update:Delete';

interface Statement {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly types?: readonly string[];
}

/** Throws ValidationError. */
export function checkStackPolicy(policy: string): void {
  try {
    if (statementsOf(policy).length > 0) return;
  } catch {
    throw validationError('Error validating stack policy: Invalid stack policy');
  }
  throw validationError('Error validating stack policy: Invalid stack policy');
}

/** May the update do that to the resource? With a policy, what no statement allows is denied; without one, all is allowed. */
export function isAllowedByPolicy(
  policy: string | undefined,
  action: UpdateAction,
  resource: { logicalId: string; type: string },
): boolean {
  if (policy === undefined) return true;
  const applying = statementsOf(policy).filter((statement) => applies(statement, action, resource));
  if (applying.some(({ effect }) => effect === 'Deny')) return false;
  return applying.some(({ effect }) => effect === 'Allow');
}

function statementsOf(policy: string): Statement[] {
  const document = JSON.parse(policy) as { Statement?: unknown };
  return [document.Statement ?? []].flat().map((item) => {
    const statement = item as Record<string, unknown>;
    const types = conditionTypes(statement['Condition']);
    return {
      effect: String(statement['Effect']),
      actions: texts(statement['Action']),
      notActions: texts(statement['NotAction']),
      resources: texts(statement['Resource']),
      notResources: texts(statement['NotResource']),
      ...(types && { types }),
    };
  });
}

function conditionTypes(condition: unknown): string[] | undefined {
  if (!isRecord(condition)) return undefined;
  const operator = condition['StringEquals'] ?? condition['StringLike'];
  return isRecord(operator) ? texts(operator['ResourceType']) : undefined;
}

function texts(value: unknown): string[] {
  return [value ?? []].flat().map(String);
}

function applies(statement: Statement, action: string, resource: { logicalId: string; type: string }): boolean {
  const target = `LogicalResourceId/${resource.logicalId}`;
  const isAction =
    statement.notActions.length > 0 ? !matchesAny(statement.notActions, action) : matchesAny(statement.actions, action);
  const isResource =
    statement.notResources.length > 0
      ? !matchesAny(statement.notResources, target)
      : matchesAny(statement.resources, target);
  return isAction && isResource && (!statement.types || matchesAny(statement.types, resource.type));
}

function matchesAny(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => new RegExp(`^${pattern.split('*').map(escape).join('.*')}$`).test(text));
}

function escape(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
