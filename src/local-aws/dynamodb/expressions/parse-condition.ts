import { contentOf, typeOf, valueTypes, type ValueType } from '../values/attribute-value.ts';
import type { Comparator, Condition, FunctionName, Operand } from './condition.ts';
import { Cursor } from './cursor.ts';
import type { Placeholders } from './placeholders.ts';

const COMPARATORS = ['=', '<>', '<', '<=', '>', '>='] as const;
const ORDERED: readonly ValueType[] = ['S', 'N', 'B'];
const MOST_IN = 100;

const ARGUMENTS: Readonly<Record<FunctionName, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
};

/** Throws where a value that the request gives can have no order. */
function checkOrdered(cursor: Cursor, operator: string, operands: readonly Operand[]): void {
  for (const operand of operands) {
    if (operand.kind !== 'value' || ORDERED.includes(typeOf(operand.value))) continue;
    throw wrongType(cursor, operator, typeOf(operand.value));
  }
}

function wrongType(cursor: Cursor, operator: string, type: ValueType): Error {
  return cursor.fail(
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
  );
}

function parseSize(cursor: Cursor): Operand {
  const path = cursor.path();
  cursor.expect(')');
  return { kind: 'size', path };
}

function parseOperand(cursor: Cursor): Operand {
  const name = cursor.function();
  if (name === 'size') return parseSize(cursor);
  if (name !== undefined) throw notAllowed(cursor, name);
  const value = cursor.value();
  return value === undefined ? { kind: 'path', path: cursor.path() } : { kind: 'value', value };
}

function notAllowed(cursor: Cursor, name: string): Error {
  if (name in ARGUMENTS || name === 'if_not_exists' || name === 'list_append') {
    return cursor.fail(`The function is not allowed to be used this way in an expression; function: ${name}`);
  }
  return cursor.fail(`Invalid function name; function: ${name}`);
}

function checkFunction(cursor: Cursor, name: FunctionName, operands: readonly Operand[]): void {
  const [first, second] = operands;
  if (operands.length !== ARGUMENTS[name]) {
    throw cursor.fail(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
    );
  }
  if (name.startsWith('attribute') && first?.kind !== 'path') {
    throw cursor.fail(`Operator or function requires a document path; operator or function: ${name}`);
  }
  if (second?.kind !== 'value') return;
  const type = typeOf(second.value);
  if (name === 'begins_with' && type !== 'S' && type !== 'B') throw wrongType(cursor, name, type);
  if (name !== 'attribute_type') return;
  if (type !== 'S') throw wrongType(cursor, name, type);
  const wanted = contentOf(second.value) as ValueType;
  if (valueTypes.includes(wanted)) return;
  throw cursor.fail(`Invalid attribute type name found; type: ${wanted}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`);
}

function parseFunction(cursor: Cursor, name: string): Condition {
  if (!(name in ARGUMENTS)) throw notAllowed(cursor, name);
  const operands = [parseOperand(cursor)];
  while (cursor.skip(',')) operands.push(parseOperand(cursor));
  cursor.expect(')');
  checkFunction(cursor, name as FunctionName, operands);
  return { kind: 'function', name: name as FunctionName, operands };
}

function parseBetween(cursor: Cursor, of: Operand): Condition {
  const low = parseOperand(cursor);
  cursor.expect('AND');
  const high = parseOperand(cursor);
  checkOrdered(cursor, 'BETWEEN', [of, low, high]);
  return { kind: 'between', of, low, high };
}

function parseIn(cursor: Cursor, of: Operand): Condition {
  cursor.expect('(');
  const list = [parseOperand(cursor)];
  while (cursor.skip(',')) list.push(parseOperand(cursor));
  cursor.expect(')');
  if (list.length > MOST_IN) {
    throw cursor.fail(`The IN operator is provided with too many operands; number of operands: ${list.length}`);
  }
  return { kind: 'in', of, list };
}

function parseComparison(cursor: Cursor, left: Operand): Condition {
  if (cursor.skip('BETWEEN')) return parseBetween(cursor, left);
  if (cursor.skip('IN')) return parseIn(cursor, left);
  const comparator = COMPARATORS.find((candidate) => cursor.isAt(candidate));
  if (!comparator) throw cursor.syntaxError();
  cursor.next();
  const right = parseOperand(cursor);
  if (comparator !== '=' && comparator !== '<>') checkOrdered(cursor, comparator, [left, right]);
  return { kind: 'compare', comparator: comparator satisfies Comparator, left, right };
}

function parsePrimary(cursor: Cursor): Condition {
  if (cursor.skip('(')) {
    const inner = parseOr(cursor);
    cursor.expect(')');
    return inner;
  }
  const name = cursor.function();
  if (name === undefined) return parseComparison(cursor, parseOperand(cursor));
  return name === 'size' ? parseComparison(cursor, parseSize(cursor)) : parseFunction(cursor, name);
}

function parseNot(cursor: Cursor): Condition {
  return cursor.skip('NOT') ? { kind: 'not', of: parseNot(cursor) } : parsePrimary(cursor);
}

function parseAnd(cursor: Cursor): Condition {
  let left = parseNot(cursor);
  while (cursor.skip('AND')) left = { kind: 'and', left, right: parseNot(cursor) };
  return left;
}

function parseOr(cursor: Cursor): Condition {
  let left = parseAnd(cursor);
  while (cursor.skip('OR')) left = { kind: 'or', left, right: parseAnd(cursor) };
  return left;
}

/** `expression`: the request's member, for error texts. Undefined in, undefined out. */
export function parseCondition(
  expression: string,
  text: string | undefined,
  placeholders: Placeholders,
): Condition | undefined {
  if (text === undefined) return undefined;
  const cursor = new Cursor(expression, text, placeholders);
  const condition = parseOr(cursor);
  cursor.expectEnd();
  return condition;
}
