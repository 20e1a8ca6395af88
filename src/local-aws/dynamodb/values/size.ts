import { contentOf, membersOf, typeOf, type AttributeValue, type Item } from './attribute-value.ts';
import { parseDecimal } from './decimal.ts';

const CONTAINER_BYTES = 3;
const base64Bytes = (text: string): number => Buffer.byteLength(text, 'base64');

/** Two digits a byte, and one for the exponent: about what DynamoDB takes. */
function numberBytes(text: string): number {
  const { digits, negative } = parseDecimal(text);
  return Math.ceil(digits.length / 2) + 1 + (negative ? 1 : 0);
}

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);

export function valueBytes(value: AttributeValue): number {
  const content = contentOf(value);
  switch (typeOf(value)) {
    case 'S':
      return Buffer.byteLength(content as string);
    case 'N':
      return numberBytes(content as string);
    case 'B':
      return base64Bytes(content as string);
    case 'SS':
      return sum(membersOf(value).map((member) => Buffer.byteLength(member)));
    case 'NS':
      return sum(membersOf(value).map(numberBytes));
    case 'BS':
      return sum(membersOf(value).map(base64Bytes));
    case 'L':
      return CONTAINER_BYTES + sum((content as readonly AttributeValue[]).map((inner) => valueBytes(inner) + 1));
    case 'M':
      return CONTAINER_BYTES + itemBytes(content as Item) + Object.keys(content as Item).length;
    default:
      return 1;
  }
}

/** Names and values: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
export function itemBytes(item: Item): number {
  return sum(Object.entries(item).map(([name, value]) => Buffer.byteLength(name) + valueBytes(value)));
}
