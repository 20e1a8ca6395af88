import { validation } from '../dynamodb-error.ts';
import {
  contentOf,
  isSet,
  memberType,
  membersOf,
  setOf,
  typeOf,
  type AttributeValue,
  type Item,
} from '../values/attribute-value.ts';
import { sortable } from '../values/compare.ts';
import { copyItem, copyValue } from '../values/copy.ts';
import { addDecimals } from '../values/decimal.ts';
import type { Path } from './cursor.ts';
import { valueAt } from './document-path.ts';
import type { Action, Source } from './update.ts';

const invalidPath = (): Error =>
  validation('The document path provided in the update expression is invalid for update');
const wrongType = (): Error => validation('An operand in the update expression has an incorrect data type');

function listOf(value: AttributeValue): readonly AttributeValue[] {
  if (typeOf(value) !== 'L') throw wrongType();
  return contentOf(value) as readonly AttributeValue[];
}

function numberOf(value: AttributeValue): string {
  if (typeOf(value) !== 'N') throw wrongType();
  return contentOf(value) as string;
}

/** Against the item as it was before the update: no SET sees what another one set. */
function evaluate(item: Item, source: Source): AttributeValue {
  switch (source.kind) {
    case 'value':
      return source.value;
    case 'path': {
      const value = valueAt(item, source.path);
      if (value !== undefined) return value;
      throw validation('The provided expression refers to an attribute that does not exist in the item');
    }
    case 'if-not-exists':
      return valueAt(item, source.path) ?? evaluate(item, source.otherwise);
    case 'list-append':
      return { L: [...listOf(evaluate(item, source.first)), ...listOf(evaluate(item, source.second))] };
    default: {
      const [left, right] = [evaluate(item, source.left), evaluate(item, source.right)];
      return { N: addDecimals(numberOf(left), numberOf(right), source.sign) };
    }
  }
}

/** A path's parent, for writing: maps and lists of the copy that the update works on. */
type Container = Record<string, AttributeValue> | (AttributeValue | undefined)[];

function containerAt(root: Record<string, AttributeValue>, path: Path): Container | undefined {
  let container: Container = root;
  for (const element of path.slice(0, -1)) {
    const value = Object.hasOwn(container, element)
      ? (container as Record<string | number, AttributeValue>)[element]
      : undefined;
    if (value === undefined || (typeOf(value) !== 'M' && typeOf(value) !== 'L')) return undefined;
    container = contentOf(value) as Container;
  }
  const wantsList = typeof path.at(-1) === 'number';
  return Array.isArray(container) === wantsList ? container : undefined;
}

function write(root: Record<string, AttributeValue>, path: Path, value: AttributeValue): void {
  const container = containerAt(root, path);
  const last = path.at(-1) as string & number;
  if (container === undefined) throw invalidPath();
  // An index beyond the end appends.
  if (Array.isArray(container) && last >= container.length) container.push(value);
  else (container as Record<string, AttributeValue>)[last] = value;
}

/** List elements leave holes that are closed when all is done, so that every index means what it meant before. */
function erase(root: Record<string, AttributeValue>, path: Path, holes: Set<(AttributeValue | undefined)[]>): void {
  const container = containerAt(root, path);
  if (container === undefined) throw invalidPath();
  const last = path.at(-1) as string & number;
  if (!Array.isArray(container)) delete container[last];
  else if (last < container.length) {
    container[last] = undefined;
    holes.add(container);
  }
}

function added(current: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (current === undefined) return value;
  const type = typeOf(value);
  if (typeOf(current) !== type) throw wrongType();
  if (!isSet(type)) return { N: addDecimals(numberOf(current), numberOf(value), 1) };
  const known = new Set(membersOf(current).map((member) => sortable(memberType(type), member)));
  const fresh = membersOf(value).filter((member) => !known.has(sortable(memberType(type), member)));
  return setOf(type, [...membersOf(current), ...fresh]);
}

/** Undefined: nothing is left of the set, and a set is never empty. */
function lessened(current: AttributeValue, value: AttributeValue): AttributeValue | undefined {
  const type = typeOf(current);
  if (!isSet(type) || type !== typeOf(value)) throw wrongType();
  const gone = new Set(membersOf(value).map((member) => sortable(memberType(type), member)));
  const left = membersOf(current).filter((member) => !gone.has(sortable(memberType(type), member)));
  return left.length > 0 ? setOf(type, left) : undefined;
}

/** The item after the update. */
export function applyUpdate(item: Item, actions: readonly Action[]): Item {
  const root = copyItem(item);
  const holes = new Set<(AttributeValue | undefined)[]>();
  const writes = actions.map((action) => {
    if (action.kind === 'remove') return undefined;
    if (action.kind === 'set') return evaluate(item, action.source);
    const current = valueAt(item, action.path);
    if (action.kind === 'add') return added(current, action.value);
    return current && lessened(current, action.value);
  });
  for (const [index, { kind, path }] of actions.entries()) {
    const value = writes[index];
    if (value !== undefined) write(root, path, copyValue(value));
    else if (kind === 'remove' || valueAt(item, path) !== undefined) erase(root, path, holes);
  }
  for (const list of holes) list.splice(0, list.length, ...list.filter((value) => value !== undefined));
  return root;
}
