import { createHash } from 'node:crypto';
import { constraint, invalidValues, validation } from '../dynamodb-error.ts';
import {
  keyAttributes,
  type IndexSchema,
  type KeyAttribute,
  type KeySchema,
  type TableSchema,
} from '../table-schema.ts';
import { contentOf, typeOf, type AttributeValue, type Item } from '../values/attribute-value.ts';
import { sortableValue } from '../values/compare.ts';
import { readItem } from '../values/read-value.ts';
import { valueBytes } from '../values/size.ts';
import type { Position } from './item-index.ts';

const HASH_LIMIT_BYTES = 2048;
const RANGE_LIMIT_BYTES = 1024;
/** After every text that a range can be; `''` is before them. */
export const LAST = '\u{10ffff}';

export const partitionOf = (hash: AttributeValue): string =>
  createHash('md5')
    .update(sortableValue(hash) ?? '')
    .digest('hex');

const rangeOf = ({ range }: KeySchema, item: Item): string => {
  const value = range && item[range.name];
  return value === undefined ? '' : (sortableValue(value) ?? '');
};

/** Unlike any other item's. */
export function primaryOf(schema: KeySchema, item: Item): string {
  const hash = sortableValue(item[schema.hash.name] as AttributeValue) ?? '';
  return `${hash.length}:${hash}${rangeOf(schema, item)}`;
}

/** In the table, or in one of its indexes; undefined for an item that the index does not hold. */
export function positionOf(schema: KeySchema, table: TableSchema, item: Item): Position | undefined {
  const isHeld = keyAttributes(schema).every(({ name, type }) => {
    const value = item[name];
    return value !== undefined && typeOf(value) === type;
  });
  if (!isHeld) return undefined;
  const hash = item[schema.hash.name] as AttributeValue;
  return { partition: partitionOf(hash), range: rangeOf(schema, item), primary: primaryOf(table, item) };
}

function checkLength(value: AttributeValue, { name }: KeyAttribute, kind: 'hash' | 'range'): void {
  const bytes = valueBytes(value);
  if (bytes === 0) {
    throw validation(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${typeOf(value) === 'B' ? 'binary' : 'string'} value. Key: ${name}`,
    );
  }
  const limit = kind === 'hash' ? HASH_LIMIT_BYTES : RANGE_LIMIT_BYTES;
  if (bytes <= limit) return;
  const which = kind === 'hash' ? 'hashkey' : 'rangekey';
  throw invalidValues(`Size of ${which} has exceeded the maximum size limit of ${limit} bytes`);
}

function mismatch({ name, type }: KeyAttribute, value: AttributeValue, index?: string): Error {
  const where = index === undefined ? '' : ` IndexName: ${index}`;
  return invalidValues(`Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}${where}`);
}

function checkIndexKeys({ indexes }: TableSchema, item: Item): void {
  for (const index of indexes) {
    for (const attribute of keyAttributes(index)) {
      const value = item[attribute.name];
      if (value === undefined) continue;
      if (typeOf(value) !== attribute.type) throw mismatch(attribute, value, index.name);
      if (contentOf(value) !== '') continue;
      throw validation(
        `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${index.name}, IndexKey: ${attribute.name}`,
      );
    }
  }
}

/** That an item to be stored has its keys, of their types and lengths. */
export function checkItemKeys(schema: TableSchema, item: Item): void {
  for (const attribute of keyAttributes(schema)) {
    const value = item[attribute.name];
    if (value === undefined) throw invalidValues(`Missing the key ${attribute.name} in the item`);
    if (typeOf(value) !== attribute.type) throw mismatch(attribute, value);
    checkLength(value, attribute, attribute === schema.hash ? 'hash' : 'range');
  }
  checkIndexKeys(schema, item);
}

/** `Key` of a request: exactly the key's attributes. */
export function readKey(schema: KeySchema, given: unknown, at = 'key'): Item {
  if (given === undefined || given === null) throw constraint('null', at, 'Member must not be null');
  const key = readItem(given);
  const attributes = keyAttributes(schema);
  const fits =
    Object.keys(key).length === attributes.length &&
    attributes.every(({ name, type }) => key[name] !== undefined && typeOf(key[name]) === type);
  if (!fits) throw validation('The provided key element does not match the schema');
  for (const attribute of attributes) {
    checkLength(key[attribute.name] as AttributeValue, attribute, attribute === schema.hash ? 'hash' : 'range');
  }
  return key;
}

export function keyOf(schema: KeySchema, item: Item): Item {
  return Object.fromEntries(keyAttributes(schema).map(({ name }) => [name, item[name] as AttributeValue]));
}

/** What tells where a page of that table or index ended. */
export function lastKeyOf(table: TableSchema, index: IndexSchema | undefined, item: Item): Item {
  return { ...keyOf(table, item), ...(index && keyOf(index, item)) };
}
