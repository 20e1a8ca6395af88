/** Shapes of request members with the constraints of Lambda's API model: a request is read and checked by them at once. */
export interface StringShape<Text extends string = string> {
  readonly kind: 'string';
  readonly min?: number;
  readonly max?: number;
  /** As AWS prints it; matched against the whole value. */
  readonly pattern?: string;
  readonly values?: readonly Text[];
}
export interface NumberShape {
  readonly kind: 'integer' | 'double';
  readonly min?: number;
  readonly max?: number;
}
export interface BooleanShape {
  readonly kind: 'boolean';
}
/** Epoch seconds. */
export interface TimestampShape {
  readonly kind: 'timestamp';
}
/** Base64 on the wire; in-process callers may pass the bytes. */
export interface BlobShape {
  readonly kind: 'blob';
}
export interface ListShape<Member extends Shape = Shape> {
  readonly kind: 'list';
  readonly member: Member;
  readonly min?: number;
  readonly max?: number;
}
export interface MapShape<Value extends Shape = Shape> {
  readonly kind: 'map';
  readonly key: StringShape;
  readonly value: Value;
  /** AWS leaves sensitive values out of its error texts. */
  readonly sensitive?: boolean;
}
export interface StructureShape<Required extends Members = Members, Optional extends Members = Members> {
  readonly kind: 'structure';
  readonly required: Required;
  readonly optional: Optional;
}
export type Members = Readonly<Record<string, Shape>>;
export type Shape =
  StringShape | NumberShape | BooleanShape | TimestampShape | BlobShape | ListShape | MapShape | StructureShape;

/** What a checked value of a shape is in TypeScript. */
export type ValueOf<S> =
  S extends StringShape<infer Text>
    ? Text
    : S extends NumberShape | TimestampShape
      ? number
      : S extends BooleanShape
        ? boolean
        : S extends BlobShape
          ? Buffer
          : S extends ListShape<infer Member>
            ? readonly ValueOf<Member>[]
            : S extends MapShape<infer Value>
              ? Readonly<Record<string, ValueOf<Value>>>
              : S extends StructureShape<infer Required, infer Optional>
                ? { readonly [K in keyof Required]: ValueOf<Required[K]> } & {
                    readonly [K in keyof Optional]?: ValueOf<Optional[K]>;
                  }
                : never;

type Constraints<S> = Omit<S, 'kind' | 'values'>;

export function string(constraints: Constraints<StringShape> = {}): StringShape {
  return { kind: 'string', ...constraints };
}

export function oneOf<const Text extends string>(...values: readonly Text[]): StringShape<Text> {
  return { kind: 'string', values };
}

export function integer(constraints: Constraints<NumberShape> = {}): NumberShape {
  return { kind: 'integer', ...constraints };
}

export function double(constraints: Constraints<NumberShape> = {}): NumberShape {
  return { kind: 'double', ...constraints };
}

export const boolean: BooleanShape = { kind: 'boolean' };
export const timestamp: TimestampShape = { kind: 'timestamp' };
export const blob: BlobShape = { kind: 'blob' };

export function list<Member extends Shape>(
  member: Member,
  length: { readonly min?: number; readonly max?: number } = {},
): ListShape<Member> {
  return { kind: 'list', member, ...length };
}

export function map<Value extends Shape>(
  key: StringShape,
  value: Value,
  options: { readonly sensitive?: boolean } = {},
): MapShape<Value> {
  return { kind: 'map', key, value, ...options };
}

export function structure<Required extends Members, Optional extends Members>(
  required: Required,
  optional: Optional,
): StructureShape<Required, Optional> {
  return { kind: 'structure', required, optional };
}
