import { isInCidr } from './cidr.ts';

type Operator = (operand: unknown, value: unknown) => boolean;

const lower = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);
const ignoresCase = (operand: unknown): string | undefined =>
  typeof operand === 'object' && operand !== null
    ? String((operand as Record<string, unknown>)['equals-ignore-case']).toLowerCase()
    : undefined;

const prefix: Operator = (operand, value) => {
  const insensitive = ignoresCase(operand);
  if (typeof value !== 'string') return false;
  return insensitive === undefined ? value.startsWith(String(operand)) : value.toLowerCase().startsWith(insensitive);
};

const suffix: Operator = (operand, value) => {
  const insensitive = ignoresCase(operand);
  if (typeof value !== 'string') return false;
  return insensitive === undefined ? value.endsWith(String(operand)) : value.toLowerCase().endsWith(insensitive);
};

const wildcard: Operator = (operand, value) => {
  if (typeof value !== 'string') return false;
  const source = String(operand)
    .split(/(?<!\\)\*/)
    .map((part) => part.replaceAll(/\\([*\\])/g, '$1').replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`, 's').test(value);
};

const equalsIgnoreCase: Operator = (operand, value) =>
  [operand].flat().some((wanted) => typeof value === 'string' && lower(wanted) === lower(value));

/** `[">", 0, "<=", 5]` */
const numeric: Operator = (operand, value) => {
  if (typeof value !== 'number') return false;
  const parts = operand as unknown[];
  for (let at = 0; at < parts.length; at += 2) {
    if (!compare(String(parts[at]), value, Number(parts[at + 1]))) return false;
  }
  return true;
};

function compare(operator: string, left: number, right: number): boolean {
  const tests: Readonly<Record<string, boolean>> = {
    '=': left === right,
    '<': left < right,
    '<=': left <= right,
    '>': left > right,
    '>=': left >= right,
  };
  return tests[operator] ?? false;
}

const anythingBut: Operator = (operand, value) => {
  if (typeof operand !== 'object' || operand === null) return value !== operand;
  if (Array.isArray(operand)) return !operand.includes(value);
  const [[name, inner] = ['', undefined]] = Object.entries(operand) as [string, unknown][];
  const test = OPERATORS[name];
  return test !== undefined && ![inner].flat().some((item) => test(item, value));
};

/** Content filters of event patterns; `exists` is asked before there is a value. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  prefix,
  suffix,
  wildcard,
  numeric,
  'equals-ignore-case': equalsIgnoreCase,
  'anything-but': anythingBut,
  cidr: (operand, value) => typeof value === 'string' && isInCidr(value, String(operand)),
  exists: (operand, value) => (value !== undefined) === operand,
};
