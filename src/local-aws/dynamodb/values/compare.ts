import { contentOf, isSet, memberType, membersOf, typeOf, type AttributeValue, type Item } from './attribute-value.ts';
import { sortableDecimal } from './decimal.ts';

/** Text that sorts as DynamoDB sorts scalars of that type: numbers by value, the others by their bytes. */
export function sortable(type: 'S' | 'N' | 'B', content: string): string {
  if (type === 'N') return sortableDecimal(content);
  // One character for each byte: UTF-16, which JavaScript would compare by, has another order than UTF-8.
  return Buffer.from(content, type === 'B' ? 'base64' : 'utf8').toString('latin1');
}

/** Undefined for what has no order. */
export function sortableValue(value: AttributeValue): string | undefined {
  const type = typeOf(value);
  return type === 'S' || type === 'N' || type === 'B' ? sortable(type, contentOf(value) as string) : undefined;
}

function equalItems(left: Item, right: Item): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => {
      const other = right[name];
      return other !== undefined && equalValues(left[name] as AttributeValue, other);
    })
  );
}

/** Sets are equal whatever their order; values of two types never are. */
export function equalValues(left: AttributeValue, right: AttributeValue): boolean {
  const type = typeOf(left);
  if (type !== typeOf(right)) return false;
  if (type === 'M') return equalItems(contentOf(left) as Item, contentOf(right) as Item);
  if (type === 'L') {
    const [a, b] = [contentOf(left), contentOf(right)] as readonly (readonly AttributeValue[])[];
    return (
      a?.length === b?.length && (a ?? []).every((value, index) => equalValues(value, b?.[index] as AttributeValue))
    );
  }
  if (isSet(type)) {
    const inner = memberType(type);
    const members = new Set(membersOf(right).map((member) => sortable(inner, member)));
    return (
      membersOf(left).length === members.size && membersOf(left).every((member) => members.has(sortable(inner, member)))
    );
  }
  if (type === 'N') return sortableValue(left) === sortableValue(right);
  return contentOf(left) === contentOf(right);
}
