import { notImplemented } from '../../kernel/aws-error.ts';
import { validationError } from '../cloudformation-error.ts';
import { asText } from './as-text.ts';
import { parameterValue, type StackParameter } from './parameters.ts';
import { isRecord, type Template } from './template.ts';

interface Assertion {
  readonly Assert: unknown;
  readonly AssertDescription?: string;
}

/** The template's rules about its parameters. Throws ValidationError with the description of the first assertion that fails. */
export function checkRules(template: Template, parameters: readonly StackParameter[]): void {
  const values = new Map(
    parameters.map((parameter) => [
      parameter.key,
      parameterValue(template.Parameters?.[parameter.key] ?? { Type: 'String' }, parameter),
    ]),
  );
  const rules = isRecord(template.Rules) ? Object.values(template.Rules) : [];
  for (const rule of rules.filter(isRecord)) {
    const applies = rule['RuleCondition'] === undefined || judge(rule['RuleCondition'], values);
    if (!applies) continue;
    for (const assertion of (rule['Assertions'] ?? []) as Assertion[]) {
      if (judge(assertion.Assert, values)) continue;
      throw validationError(
        `Template validation error: ${assertion.AssertDescription ?? 'a rule of the template is not met'}`,
      );
    }
  }
}

type Values = ReadonlyMap<string, unknown>;

/** Rules have functions of their own beside the usual conditions. */
function judge(expression: unknown, values: Values): boolean {
  const [[name, argument] = ['', undefined]] = isRecord(expression) ? Object.entries(expression) : [];
  const args = Array.isArray(argument) ? argument : [argument];
  const list = (index: number): string[] => [valueOf(args[index], values)].flat().map(asText);
  switch (name) {
    case 'Fn::And':
      return args.every((part) => judge(part, values));
    case 'Fn::Or':
      return args.some((part) => judge(part, values));
    case 'Fn::Not':
      return !judge(args[0], values);
    case 'Fn::Equals':
      return asText(valueOf(args[0], values)) === asText(valueOf(args[1], values));
    case 'Fn::Contains':
      return list(0).includes(asText(valueOf(args[1], values)));
    case 'Fn::EachMemberEquals':
      return list(0).every((item) => item === asText(valueOf(args[1], values)));
    case 'Fn::EachMemberIn':
      return list(0).every((item) => list(1).includes(item));
    default:
      throw notImplemented('cloudformation', `${name || 'an empty expression'} in rules of a template`);
  }
}

function valueOf(expression: unknown, values: Values): unknown {
  if (isRecord(expression) && typeof expression['Ref'] === 'string') return values.get(expression['Ref']) ?? '';
  return expression;
}
