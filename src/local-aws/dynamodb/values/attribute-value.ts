/** A value as it is on the wire: numbers as text, binaries in base64. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Item }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] };

export type Item = Readonly<Record<string, AttributeValue>>;

export type ValueType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'L' | 'M' | 'SS' | 'NS' | 'BS';

export const valueTypes: readonly ValueType[] = ['S', 'N', 'B', 'BOOL', 'NULL', 'L', 'M', 'SS', 'NS', 'BS'];

export function typeOf(value: AttributeValue): ValueType {
  return Object.keys(value)[0] as ValueType;
}

/** What is inside, whatever its type. */
export function contentOf(value: AttributeValue): string | boolean | readonly unknown[] | Item {
  return Object.values(value)[0] as string | boolean | readonly unknown[] | Item;
}

export const isSet = (type: ValueType): type is 'SS' | 'NS' | 'BS' => type === 'SS' || type === 'NS' || type === 'BS';

/** The type of a set's members. */
export const memberType = (type: 'SS' | 'NS' | 'BS'): 'S' | 'N' | 'B' => type[0] as 'S' | 'N' | 'B';

export function membersOf(value: AttributeValue): readonly string[] {
  return contentOf(value) as readonly string[];
}

export function setOf(type: 'SS' | 'NS' | 'BS', members: readonly string[]): AttributeValue {
  return { [type]: members } as unknown as AttributeValue;
}
