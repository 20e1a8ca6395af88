import { invalidParameter } from './logs-error.ts';

type Test = (value: unknown) => boolean;

const TOKEN = /\s*(\(|\)|&&|\|\||!=|>=|<=|=|>|<|"(?:[^"\\]|\\.)*"|%[^%]*%|\$[^\s()=!<>&|]*|[^\s()=!<>&|]+)/y;

/** `{ ($.a = 1 || $.b = "x*") && $.c IS NULL }` as a test of JSON messages. */
export function jsonMatcher(pattern: string): (message: string) => boolean {
  const tokens = tokenize(pattern.trim().slice(1, -1));
  const test = parseOr(tokens);
  if (tokens.length > 0) throw invalidParameter(`Invalid filter pattern: ${pattern}`);
  return (message) => {
    const value = parseJson(message);
    return value !== undefined && test(value);
  };
}

function parseJson(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) tokens.push(match[1] as string);
  return tokens;
}

function parseOr(tokens: string[]): Test {
  const tests = [parseAnd(tokens)];
  while (tokens[0] === '||') {
    tokens.shift();
    tests.push(parseAnd(tokens));
  }
  return (value) => tests.some((test) => test(value));
}

function parseAnd(tokens: string[]): Test {
  const tests = [parseOne(tokens)];
  while (tokens[0] === '&&') {
    tokens.shift();
    tests.push(parseOne(tokens));
  }
  return (value) => tests.every((test) => test(value));
}

function parseOne(tokens: string[]): Test {
  const first = tokens.shift();
  if (first === '(') {
    const inner = parseOr(tokens);
    if (tokens.shift() !== ')') throw invalidParameter('Invalid filter pattern: unbalanced parentheses');
    return inner;
  }
  if (!first?.startsWith('$')) throw invalidParameter(`Invalid character(s) in term '${first ?? ''}'`);
  const read = reader(first);
  const operator = tokens.shift() ?? '';
  if (operator === 'IS' || operator === 'NOT') return parseWord(tokens, operator, read);
  const operand = tokens.shift();
  if (operand === undefined) throw invalidParameter('Invalid filter pattern: a value is missing');
  const compare = comparison(operator, operand);
  return (value) => compare(read(value));
}

function parseWord(tokens: string[], operator: string, read: (value: unknown) => unknown): Test {
  const word = tokens.shift();
  if (operator === 'NOT') return (value) => read(value) === undefined;
  const wanted: unknown = { NULL: null, TRUE: true, FALSE: false }[word ?? ''];
  return (value) => read(value) === wanted;
}

/** `$.a.b[0]` */
function reader(path: string): (value: unknown) => unknown {
  const steps = path.slice(1).match(/[^.[\]]+/g) ?? [];
  return (value) =>
    steps.reduce<unknown>(
      (at, step) => (at as Record<string, unknown> | null | undefined)?.[step.replaceAll('"', '')],
      value,
    );
}

function comparison(operator: string, operand: string): Test {
  const number = Number(operand);
  if (/^[<>]=?$/.test(operator)) return numeric(operator, number);
  const equals = equality(operand, number);
  if (operator === '=') return equals;
  if (operator === '!=') return (value) => value !== undefined && !equals(value);
  throw invalidParameter(`Invalid filter pattern: unknown operator '${operator}'`);
}

function numeric(operator: string, number: number): Test {
  return (value) => {
    if (typeof value !== 'number') return false;
    if (operator === '>') return value > number;
    if (operator === '<') return value < number;
    return operator === '>=' ? value >= number : value <= number;
  };
}

function equality(operand: string, number: number): Test {
  if (operand.startsWith('%')) {
    const regex = new RegExp(operand.slice(1, -1));
    return (value) => typeof value === 'string' && regex.test(value);
  }
  const text = operand.startsWith('"') ? operand.slice(1, -1) : operand;
  const wild = new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  );
  return (value) => {
    if (typeof value === 'number') return value === number;
    return wild.test(String(value));
  };
}
