import { AwsError } from '../../kernel/aws-error.ts';
import { invalidValues, validation } from '../dynamodb-error.ts';
import {
  isSet,
  memberType,
  setOf,
  valueTypes,
  type AttributeValue,
  type Item,
  type ValueType,
} from './attribute-value.ts';
import { sortable } from './compare.ts';
import { formatDecimal, parseDecimal } from './decimal.ts';

const DEEPEST = 32;
const SET_NAMES = { SS: 'string set ', NS: 'number set ', BS: 'binary set ' } as const;

function readSet(type: 'SS' | 'NS' | 'BS', given: unknown): AttributeValue {
  const texts = (Array.isArray(given) ? given : []) as readonly unknown[];
  if (texts.length === 0) throw invalidValues(`An ${SET_NAMES[type]} may not be empty`);
  const inner = memberType(type);
  const members = texts.map((text) => readScalar(inner, text));
  const seen = new Set(members.map((member) => sortable(inner, member)));
  if (seen.size < members.length) {
    if (type === 'NS') throw validation('Input collection contains duplicates');
    throw invalidValues(`Input collection [${members.join(', ')}] contains duplicates.`);
  }
  return setOf(type, members);
}

function readScalar(type: 'S' | 'N' | 'B', given: unknown): string {
  if (typeof given !== 'string') {
    const kind = typeof given === 'object' ? 'START_OBJECT' : `${typeof given}_VALUE`.toUpperCase();
    throw new AwsError('SerializationException', 400, `${kind} cannot be converted to String`);
  }
  return type === 'N' ? formatDecimal(parseDecimal(given)) : given;
}

function readOther(type: ValueType, given: unknown, depth: number): AttributeValue {
  switch (type) {
    case 'BOOL':
      return { BOOL: given === true || given === 'true' };
    case 'NULL':
      if (given !== true) throw invalidValues('Null attribute value types must have the value of true');
      return { NULL: true };
    case 'L':
      return { L: (Array.isArray(given) ? (given as unknown[]) : []).map((value) => readValue(value, depth + 1)) };
    default:
      return { M: readItem(given, depth + 1) };
  }
}

/** A value of a request, checked, with its numbers in DynamoDB's own spelling. */
export function readValue(given: unknown, depth = 0): AttributeValue {
  if (depth > DEEPEST) throw validation('Nesting Levels have exceeded supported limits');
  const members = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  const named = members.filter(([name, value]) => value !== undefined && valueTypes.includes(name as ValueType));
  const [first, second] = named;
  if (!first) throw validation('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  if (second) {
    throw validation(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  const [type, content] = first as [ValueType, unknown];
  if (isSet(type)) return readSet(type, content);
  if (type === 'S' || type === 'N' || type === 'B') {
    return { [type]: readScalar(type, content) } as unknown as AttributeValue;
  }
  return readOther(type, content, depth);
}

export function readItem(given: unknown, depth = 0): Item {
  const members = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  return Object.fromEntries(members.map(([name, value]) => [name, readValue(value, depth)]));
}
