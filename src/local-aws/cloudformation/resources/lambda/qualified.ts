import { parseFunctionName } from '../../../kernel/arn.ts';
import { textOf } from '../call.ts';
import type { Properties } from '../resource-type.ts';

/** `FunctionName` of a template (name, `name:qualifier` or ARN) as Lambda's operations take it. */
export function qualifiedName(
  properties: Properties,
  member = 'FunctionName',
): { FunctionName: string; Qualifier?: string } {
  const { name, qualifier } = parseFunctionName(textOf(properties, member) ?? '');
  return { FunctionName: name, ...(qualifier !== undefined && { Qualifier: qualifier }) };
}
