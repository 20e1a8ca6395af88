import { badRequest } from '../errors.ts';

/** Reads one value of an input: `unknown` to known, or BadRequestException naming the path. */
export type Reader<Value> = (value: unknown, path: string) => Value;
export type ValueOf<R> = R extends Reader<infer Value> ? Value : never;

export type Readers = Readonly<Record<string, Reader<unknown>>>;
export type Members<Required extends Readers, Optional extends Readers> = {
  readonly [Name in keyof Required]: ValueOf<Required[Name]>;
} & { readonly [Name in keyof Optional]?: ValueOf<Optional[Name]> };

/** In the wording that API Gateway shares with AWS's other REST services. */
function violated(value: unknown, path: string, constraint: string): Error {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return badRequest(
    `1 validation error detected: Value '${shown}' at '${path}' failed to satisfy constraint: Member must ${constraint}`,
  );
}

export function text(limits: { min?: number; max?: number; pattern?: RegExp } = {}): Reader<string> {
  const { min = 0, max = Number.MAX_SAFE_INTEGER, pattern } = limits;
  return (value, path) => {
    if (typeof value !== 'string' && typeof value !== 'number') throw violated(value, path, 'be a string');
    const read = String(value);
    if (read.length > max) throw violated(read, path, `have length less than or equal to ${max}`);
    if (read.length < min) throw violated(read, path, `have length greater than or equal to ${min}`);
    if (pattern && !pattern.test(read)) {
      throw violated(read, path, `satisfy regular expression pattern: ${pattern.source}`);
    }
    return read;
  };
}

/** A query string brings booleans as text. */
export const flag: Reader<boolean> = (value, path) => {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw violated(value, path, 'be a boolean');
};

export function number(limits: { min?: number; max?: number; whole?: boolean } = {}): Reader<number> {
  const { min = -Infinity, max = Infinity, whole = true } = limits;
  return (value, path) => {
    const read = typeof value === 'string' && value !== '' ? Number(value) : value;
    if (typeof read !== 'number' || !Number.isFinite(read)) throw violated(value, path, 'be a number');
    if (whole && !Number.isInteger(read)) throw violated(value, path, 'be an integer');
    if (read > max) throw violated(value, path, `have value less than or equal to ${max}`);
    if (read < min) throw violated(value, path, `have value greater than or equal to ${min}`);
    return read;
  };
}

export function oneOf<const Value extends string>(...values: readonly Value[]): Reader<Value> {
  return (value, path) => {
    if (!values.includes(value as Value)) {
      throw violated(value, path, `satisfy enum value set: [${values.join(', ')}]`);
    }
    return value as Value;
  };
}

/** A query string brings a list of one as its only member. */
export function list<Value>(member: Reader<Value>): Reader<readonly Value[]> {
  return (value, path) => {
    const values = typeof value === 'string' ? [value] : value;
    if (!Array.isArray(values)) throw violated(value, path, 'be a list');
    return values.map((each, index) => member(each, `${path}.${index + 1}.member`));
  };
}

function asObject(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw violated(value, path, 'be an object');
  return value as Record<string, unknown>;
}

export function mapOf<Value>(member: Reader<Value>): Reader<Readonly<Record<string, Value>>> {
  return (value, path) =>
    Object.fromEntries(
      Object.entries(asObject(value, path)).map(([key, each]) => [key, member(each, `${path}.${key}`)]),
    );
}

/** Members that the tables do not name are ignored, as AWS's JSON protocols do; null is as good as absent. */
export function structure<Required extends Readers, Optional extends Readers>(
  required: Required,
  optional: Optional,
): Reader<Members<Required, Optional>> {
  return (value, path) => {
    const given = asObject(value, path);
    const at = (name: string): string => (path ? `${path}.${name}` : name);
    const read: Record<string, unknown> = {};
    for (const [name, reader] of Object.entries({ ...required, ...optional })) {
      const member = given[name];
      if (member !== undefined && member !== null) read[name] = reader(member, at(name));
      else if (name in required) throw violated('null', at(name), 'not be null');
    }
    return read as Members<Required, Optional>;
  };
}
