import { contentOf, typeOf, type AttributeValue, type Item } from '../values/attribute-value.ts';
import type { Path } from './cursor.ts';

function step(value: AttributeValue, element: string | number): AttributeValue | undefined {
  const content = contentOf(value);
  if (typeof element === 'number') {
    return typeOf(value) === 'L' ? (content as readonly AttributeValue[])[element] : undefined;
  }
  // An attribute may be named `valueOf`, which every object of JavaScript has without holding it.
  return typeOf(value) === 'M' && Object.hasOwn(content as Item, element) ? (content as Item)[element] : undefined;
}

/** What the path leads to. */
export function valueAt(item: Item, path: Path): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const element of path) {
    if (value === undefined) return undefined;
    value = step(value, element);
  }
  return value;
}
