import { contentOf, typeOf, type AttributeValue, type Item } from './attribute-value.ts';

/** Maps and lists are copied, so that a path of the copy can be written to; what they hold is never changed itself. */
export function copyValue(value: AttributeValue): AttributeValue {
  const type = typeOf(value);
  if (type === 'M') return { M: copyItem(contentOf(value) as Item) };
  if (type === 'L') return { L: (contentOf(value) as readonly AttributeValue[]).map(copyValue) };
  return value;
}

export function copyItem(item: Item): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, copyValue(value)]));
}
