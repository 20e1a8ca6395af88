import { typeOf, type ValueType } from '../values/attribute-value.ts';
import { Cursor } from './cursor.ts';
import type { Placeholders } from './placeholders.ts';
import { refuseOverlaps } from './projection.ts';
import type { Action, Source } from './update.ts';

const LONG_NAMES: Readonly<Record<ValueType, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
  L: 'LIST',
  M: 'MAP',
  SS: 'SET',
  NS: 'SET',
  BS: 'SET',
};

const WRONG = 'Incorrect operand type for operator or function';

function checkLiteral(cursor: Cursor, source: Source, operator: string, wanted: ValueType): Source {
  if (source.kind !== 'value' || typeOf(source.value) === wanted) return source;
  throw cursor.fail(`${WRONG}; operator or function: ${operator}, operand type: ${typeOf(source.value)}`);
}

function parseFunction(cursor: Cursor, name: string): Source {
  if (name === 'if_not_exists') {
    if (cursor.peek.kind === 'value') {
      throw cursor.fail(`Operator or function requires a document path; operator or function: ${name}`);
    }
    const path = cursor.path();
    cursor.expect(',');
    const otherwise = parseSource(cursor);
    cursor.expect(')');
    return { kind: 'if-not-exists', path, otherwise };
  }
  if (name !== 'list_append') throw cursor.fail(`Invalid function name; function: ${name}`);
  const first = checkLiteral(cursor, parseSource(cursor), name, 'L');
  cursor.expect(',');
  const second = checkLiteral(cursor, parseSource(cursor), name, 'L');
  cursor.expect(')');
  return { kind: 'list-append', first, second };
}

function parseOperand(cursor: Cursor): Source {
  if (cursor.skip('(')) {
    const inner = parseSource(cursor);
    cursor.expect(')');
    return inner;
  }
  const name = cursor.function();
  if (name !== undefined) return parseFunction(cursor, name);
  const value = cursor.value();
  return value === undefined ? { kind: 'path', path: cursor.path() } : { kind: 'value', value };
}

function parseSource(cursor: Cursor): Source {
  const left = parseOperand(cursor);
  const operator = ['+', '-'].find((candidate) => cursor.skip(candidate));
  if (operator === undefined) return left;
  const right = parseOperand(cursor);
  for (const side of [left, right]) checkLiteral(cursor, side, operator, 'N');
  return { kind: 'sum', sign: operator === '+' ? 1 : -1, left, right };
}

function parseSet(cursor: Cursor): Action {
  const path = cursor.path();
  cursor.expect('=');
  return { kind: 'set', path, source: parseSource(cursor) };
}

function parseWithValue(cursor: Cursor, kind: 'add' | 'delete'): Action {
  const path = cursor.path();
  const value = cursor.value();
  if (value === undefined) throw cursor.syntaxError();
  const long = LONG_NAMES[typeOf(value)];
  if (long !== 'SET' && (kind === 'delete' || long !== 'NUMBER')) {
    const operator = kind.toUpperCase();
    throw cursor.fail(
      `${WRONG}; operator: ${operator}, operand type: ${long}, typeSet: ALLOWED_FOR_${operator}_OPERAND`,
    );
  }
  return { kind, path, value };
}

const clauses: Readonly<Record<string, (cursor: Cursor) => Action>> = {
  SET: parseSet,
  REMOVE: (cursor) => ({ kind: 'remove', path: cursor.path() }),
  ADD: (cursor) => parseWithValue(cursor, 'add'),
  DELETE: (cursor) => parseWithValue(cursor, 'delete'),
};

export function parseUpdate(text: string, placeholders: Placeholders): readonly Action[] {
  const cursor = new Cursor('UpdateExpression', text, placeholders);
  const actions: Action[] = [];
  const seen = new Set<string>();
  do {
    const clause = Object.keys(clauses).find((candidate) => cursor.skip(candidate));
    if (clause === undefined) throw cursor.syntaxError();
    if (seen.has(clause)) {
      throw cursor.fail(`The "${clause}" section can only be used once in an update expression;`);
    }
    seen.add(clause);
    const parse = clauses[clause] as (cursor: Cursor) => Action;
    do actions.push(parse(cursor));
    while (cursor.skip(','));
  } while (!cursor.isAtEnd);
  refuseOverlaps(
    actions.map(({ path }) => path),
    cursor,
  );
  return actions;
}
