import type { AttributeValue } from '../values/attribute-value.ts';
import type { Path } from './cursor.ts';

/** The right side of a SET. */
export type Source =
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'if-not-exists'; readonly path: Path; readonly otherwise: Source }
  | { readonly kind: 'list-append'; readonly first: Source; readonly second: Source }
  | { readonly kind: 'sum'; readonly sign: 1 | -1; readonly left: Source; readonly right: Source };

/** An UpdateExpression, read. */
export type Action =
  | { readonly kind: 'set'; readonly path: Path; readonly source: Source }
  | { readonly kind: 'remove'; readonly path: Path }
  | { readonly kind: 'add' | 'delete'; readonly path: Path; readonly value: AttributeValue };
