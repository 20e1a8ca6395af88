import { AwsError } from '../../kernel/aws-error.ts';
import { OPERATORS } from './operators.ts';

export type Pattern = Readonly<Record<string, unknown>>;

/** Throws InvalidEventPatternException, whose message starts as AWS's does. */
export function parsePattern(text: string): Pattern {
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    throw invalid('Filter is not valid JSON');
  }
  if (!isObject(pattern)) throw invalid('Filter is not an object');
  if (Object.keys(pattern).length === 0) throw invalid('Empty objects are not allowed');
  checkObject(pattern);
  return pattern;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkObject(pattern: Pattern): void {
  for (const [name, value] of Object.entries(pattern)) {
    if (name === '$or' && Array.isArray(value) && value.length > 1 && value.every(isObject)) {
      for (const alternative of value) checkObject(alternative);
    } else if (Array.isArray(value)) checkValues(value, name);
    else if (isObject(value)) {
      if (Object.keys(value).length === 0) throw invalid('Empty objects are not allowed');
      checkObject(value);
    } else throw invalid(`"${name}" must be an object or an array`);
  }
}

function checkValues(values: readonly unknown[], name: string): void {
  if (values.length === 0) throw invalid('Empty arrays are not allowed');
  for (const value of values) {
    if (Array.isArray(value)) throw invalid(`Match value must be String, number, true, false, or null (in "${name}")`);
    if (isObject(value)) checkOperator(value);
  }
}

function checkOperator(value: Record<string, unknown>): void {
  const [operator, ...others] = Object.keys(value);
  if (operator === undefined || others.length > 0) throw invalid('Only one key allowed in match expression');
  if (!(operator in OPERATORS)) throw invalid(`Unrecognized match type ${operator}`);
  if (operator === 'exists' && typeof value['exists'] !== 'boolean')
    throw invalid('exists match pattern must be either true or false.');
  if (operator === 'numeric' && !Array.isArray(value['numeric'])) throw invalid('Value of numeric must be an array.');
}

function invalid(reason: string): AwsError {
  return new AwsError('InvalidEventPatternException', 400, `Event pattern is not valid. Reason: ${reason}`);
}
