import { validationError } from '../cloudwatch-error.ts';
import { tokenize, type Token } from './tokenize.ts';

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'operator'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] };

/** Weakest first. */
const LEVELS: readonly (readonly string[])[] = [
  ['OR', '||'],
  ['AND', '&&'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

/** A metric math expression. Throws ValidationError. */
export function parseExpression(text: string): Expression {
  const tokens = tokenize(text);
  const expression = parseLevel(tokens, 0);
  if (tokens.length > 0) throw validationError(`Error in expression: Invalid syntax near '${tokens[0]?.text}'`);
  return expression;
}

function parseLevel(tokens: Token[], level: number): Expression {
  const operators = LEVELS[level];
  if (!operators) return parseUnary(tokens);
  let left = parseLevel(tokens, level + 1);
  while (tokens[0] && tokens[0].kind !== 'text' && operators.includes(tokens[0].text)) {
    const operator = (tokens.shift() as Token).text;
    left = { kind: 'operator', operator, left, right: parseLevel(tokens, level + 1) };
  }
  return left;
}

function parseUnary(tokens: Token[]): Expression {
  if (tokens[0]?.kind === 'sign' && tokens[0].text === '-') {
    tokens.shift();
    return { kind: 'operator', operator: '*', left: { kind: 'number', value: -1 }, right: parseUnary(tokens) };
  }
  return parseOne(tokens);
}

function parseOne(tokens: Token[]): Expression {
  const token = tokens.shift();
  if (token?.kind === 'number') return { kind: 'number', value: Number(token.text) };
  if (token?.kind === 'text') return { kind: 'text', value: token.text };
  if (token?.kind === 'name') {
    if (tokens[0]?.text !== '(') return { kind: 'name', name: token.text };
    tokens.shift();
    return { kind: 'call', name: token.text.toUpperCase(), args: parseList(tokens, ')') };
  }
  if (token?.text === '[') return { kind: 'list', items: parseList(tokens, ']') };
  if (token?.text === '(') {
    const inner = parseLevel(tokens, 0);
    expect(tokens, ')');
    return inner;
  }
  throw validationError(`Error in expression: Invalid syntax near '${token?.text ?? 'the end'}'`);
}

function parseList(tokens: Token[], end: string): Expression[] {
  const items: Expression[] = [];
  while (tokens[0] && tokens[0].text !== end) {
    items.push(parseLevel(tokens, 0));
    if (tokens[0]?.text === ',') tokens.shift();
    else break;
  }
  expect(tokens, end);
  return items;
}

function expect(tokens: Token[], sign: string): void {
  if (tokens.shift()?.text !== sign) throw validationError(`Error in expression: '${sign}' is missing`);
}
