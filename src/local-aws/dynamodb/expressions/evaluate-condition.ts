import {
  contentOf,
  isSet,
  memberType,
  membersOf,
  typeOf,
  type AttributeValue,
  type Item,
} from '../values/attribute-value.ts';
import { equalValues, sortable, sortableValue } from '../values/compare.ts';
import type { Comparator, Condition, Operand } from './condition.ts';
import { valueAt } from './document-path.ts';

/** Characters of a string, bytes of a binary, members of the rest; other types have no size. */
function sizeOf(value: AttributeValue | undefined): AttributeValue | undefined {
  if (value === undefined) return undefined;
  const content = contentOf(value);
  const type = typeOf(value);
  if (type === 'S') return { N: String((content as string).length) };
  if (type === 'B') return { N: String(Buffer.byteLength(content as string, 'base64')) };
  if (type === 'M') return { N: String(Object.keys(content as Item).length) };
  return Array.isArray(content) ? { N: String(content.length) } : undefined;
}

function resolve(item: Item, operand: Operand): AttributeValue | undefined {
  if (operand.kind === 'value') return operand.value;
  const value = valueAt(item, operand.path);
  return operand.kind === 'size' ? sizeOf(value) : value;
}

const tests: Readonly<Record<Exclude<Comparator, '=' | '<>'>, (left: string, right: string) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

type Found = AttributeValue | undefined;

export function compare(comparator: Comparator, left: Found, right: Found): boolean {
  // What is not there equals nothing, so it differs from everything.
  if (left === undefined || right === undefined) return comparator === '<>';
  if (comparator === '=') return equalValues(left, right);
  if (comparator === '<>') return !equalValues(left, right);
  if (typeOf(left) !== typeOf(right)) return false;
  const [a, b] = [sortableValue(left), sortableValue(right)];
  return a !== undefined && b !== undefined && tests[comparator](a, b);
}

export function beginsWith(value: Found, prefix: Found): boolean {
  if (value === undefined || prefix === undefined || typeOf(value) !== typeOf(prefix)) return false;
  if (typeOf(value) === 'N') return false;
  return sortableValue(value)?.startsWith(sortableValue(prefix) ?? '') ?? false;
}

function contains(value: Found, wanted: Found): boolean {
  if (value === undefined || wanted === undefined) return false;
  const type = typeOf(value);
  if (type === 'L') return (contentOf(value) as readonly AttributeValue[]).some((inner) => equalValues(inner, wanted));
  if (isSet(type)) {
    const inner = memberType(type);
    if (typeOf(wanted) !== inner) return false;
    const text = sortable(inner, contentOf(wanted) as string);
    return membersOf(value).some((member) => sortable(inner, member) === text);
  }
  if (type !== typeOf(wanted) || (type !== 'S' && type !== 'B')) return false;
  return sortable(type, contentOf(value) as string).includes(sortable(type, contentOf(wanted) as string));
}

function evaluateFunction(item: Item, { name, operands }: Condition & { kind: 'function' }): boolean {
  const [first, second] = operands.map((operand) => resolve(item, operand));
  switch (name) {
    case 'attribute_exists':
      return first !== undefined;
    case 'attribute_not_exists':
      return first === undefined;
    case 'attribute_type':
      return first !== undefined && second !== undefined && typeOf(first) === contentOf(second);
    case 'begins_with':
      return beginsWith(first, second);
    default:
      return contains(first, second);
  }
}

/** Does the item meet it? No condition is met by every item; a missing item is an empty one. */
export function meets(item: Item, condition: Condition | undefined): boolean {
  if (condition === undefined) return true;
  switch (condition.kind) {
    case 'and':
      return meets(item, condition.left) && meets(item, condition.right);
    case 'or':
      return meets(item, condition.left) || meets(item, condition.right);
    case 'not':
      return !meets(item, condition.of);
    case 'compare':
      return compare(condition.comparator, resolve(item, condition.left), resolve(item, condition.right));
    case 'between': {
      const value = resolve(item, condition.of);
      return compare('>=', value, resolve(item, condition.low)) && compare('<=', value, resolve(item, condition.high));
    }
    case 'in': {
      const value = resolve(item, condition.of);
      return condition.list.some((operand) => compare('=', value, resolve(item, operand)));
    }
    default:
      return evaluateFunction(item, condition);
  }
}
