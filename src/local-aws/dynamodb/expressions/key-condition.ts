import { validation } from '../dynamodb-error.ts';
import { LAST, partitionOf } from '../items/keys.ts';
import type { KeyAttribute, KeySchema } from '../table-schema.ts';
import { typeOf, type AttributeValue } from '../values/attribute-value.ts';
import { sortableValue } from '../values/compare.ts';
import type { Condition, Operand } from './condition.ts';

/** The part of an index that a KeyConditionExpression asks for: one partition, and of it the ranges between two texts. */
export interface KeyRange {
  readonly partition: string;
  readonly low: { readonly text: string; readonly open: boolean };
  readonly high: { readonly text: string; readonly open: boolean };
}

const ALL = { low: { text: '', open: false }, high: { text: LAST, open: false } };
const notSupported = (): Error => validation('Query key condition not supported');

function conjuncts(condition: Condition): readonly Condition[] {
  if (condition.kind === 'and') return [...conjuncts(condition.left), ...conjuncts(condition.right)];
  if (condition.kind === 'or' || condition.kind === 'not' || condition.kind === 'in') {
    throw validation(`Invalid operator used in KeyConditionExpression: ${condition.kind.toUpperCase()}`);
  }
  return [condition];
}

function attributeOf(condition: Condition): string {
  const operands = condition.kind === 'function' ? condition.operands : [operandOf(condition)];
  const [first] = operands;
  if (first?.kind !== 'path' || first.path.length !== 1) {
    throw validation('Invalid KeyConditionExpression: KeyConditionExpressions cannot contain nested operations');
  }
  return String(first.path[0]);
}

function operandOf(condition: Condition): Operand | undefined {
  if (condition.kind === 'compare') return condition.left;
  return condition.kind === 'between' ? condition.of : undefined;
}

function valueOf(operand: Operand | undefined, { type }: KeyAttribute): AttributeValue {
  if (operand?.kind !== 'value') throw notSupported();
  if (typeOf(operand.value) === type) return operand.value;
  throw validation(`One or more parameter values were invalid: Condition parameter type does not match schema type`);
}

const textOf = (operand: Operand | undefined, attribute: KeyAttribute): string =>
  sortableValue(valueOf(operand, attribute)) ?? '';

function rangeOf(condition: Condition, attribute: KeyAttribute): Omit<KeyRange, 'partition'> {
  if (condition.kind === 'between') {
    const [low, high] = [textOf(condition.low, attribute), textOf(condition.high, attribute)];
    if (low > high) {
      throw validation(
        'Invalid KeyConditionExpression: The BETWEEN operator requires upper bound to be greater than or equal to lower bound',
      );
    }
    return { low: { text: low, open: false }, high: { text: high, open: false } };
  }
  if (condition.kind === 'function') {
    if (condition.name !== 'begins_with') throw notSupported();
    const text = textOf(condition.operands[1], attribute);
    if (attribute.type === 'N') throw notSupported();
    return { low: { text, open: false }, high: { text: text + LAST, open: false } };
  }
  if (condition.kind !== 'compare') throw notSupported();
  const text = textOf(condition.right, attribute);
  switch (condition.comparator) {
    case '=':
      return { low: { text, open: false }, high: { text, open: false } };
    case '<':
    case '<=':
      return { ...ALL, high: { text, open: condition.comparator === '<' } };
    case '>':
    case '>=':
      return { ...ALL, low: { text, open: condition.comparator === '>' } };
    default:
      throw validation('Invalid operator used in KeyConditionExpression: <>');
  }
}

/** `:v = key` means `key = :v`. */
function turned(condition: Condition): Condition {
  if (condition.kind !== 'compare' || condition.left.kind !== 'value') return condition;
  const opposite = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
  return { ...condition, comparator: opposite[condition.comparator], left: condition.right, right: condition.left };
}

export function keyRange(condition: Condition, { hash, range }: KeySchema): KeyRange {
  const parts = conjuncts(condition).map(turned);
  const named = parts.map((part) => [attributeOf(part), part] as const);
  const names = named.map(([name]) => name);
  if (new Set(names).size < names.length) {
    throw validation('KeyConditionExpressions must only contain one condition per key');
  }
  const onHash = named.find(([name]) => name === hash.name)?.[1];
  if (!onHash) throw validation(`Query condition missed key schema element: ${hash.name}`);
  if (onHash.kind !== 'compare' || onHash.comparator !== '=') throw notSupported();
  const partition = partitionOf(valueOf(onHash.right, hash));
  const other = named.find(([name]) => name !== hash.name);
  if (!other) return { partition, ...ALL };
  if (!range || other[0] !== range.name || parts.length > 2) {
    throw validation(
      range ? `Query condition missed key schema element: ${range.name}` : 'Query key condition not supported',
    );
  }
  return { partition, ...rangeOf(other[1], range) };
}
