import { validationFailed } from '../errors.ts';
import { allConstraints, brokenConstraints, brokenLength, numberText, type Violations } from './constraints.ts';
import { readBlob, readBoolean, readNumber, readObject, readList, readString } from './read-json.ts';
import type { ListShape, MapShape, Shape, StructureShape, ValueOf } from './shape.ts';

/** A sensitive value is not printed: `Value at 'environment.variables' failed ...`. */
const failed = (value: string, path: string, constraint: string): string =>
  `Value ${value && `${value} `}at '${path}' failed to satisfy constraint: ${constraint}`;

const isScalar = (shape: Shape): boolean => !['list', 'map', 'structure'].includes(shape.kind);

function quote(shape: Shape, value: unknown): string {
  if (shape.kind === 'double') return `'${numberText(value as number, 'double')}'`;
  return `'${String(value)}'`;
}

function readMembers(shape: ListShape, values: unknown[], path: string, violations: Violations): unknown[] {
  const read = values.map((value, index) => {
    if (isScalar(shape.member)) return readScalar(shape.member, value);
    return readValue(shape.member, value, `${path}.${index + 1}.member`, violations);
  });
  const broken = isScalar(shape.member)
    ? read.some((value) => brokenConstraints(shape.member, value).length > 0)
    : false;
  if (broken) {
    const constraint = `Member must satisfy constraint: ${allConstraints(shape.member)}`;
    violations.push(failed(`'[${read.join(', ')}]'`, path, constraint));
  }
  return read;
}

function readListValue(shape: ListShape, value: unknown, path: string, violations: Violations): unknown[] {
  const values = readList(value);
  for (const constraint of brokenLength(shape, values.length)) {
    violations.push(failed(`'[${values.join(', ')}]'`, path, constraint));
  }
  return readMembers(shape, values, path, violations);
}

function mapText(shape: MapShape, entries: readonly (readonly [string, unknown])[]): string {
  if (shape.sensitive) return '';
  const text = (value: unknown): string =>
    shape.value.kind === 'double' ? numberText(value as number, 'double') : String(value);
  return `'{${entries.map(([key, value]) => `${key}=${text(value)}`).join(', ')}}'`;
}

function readMap(shape: MapShape, value: unknown, path: string, violations: Violations): unknown {
  const entries = Object.entries(readObject(value)).map(
    ([key, item]) => [key, isScalar(shape.value) ? readScalar(shape.value, item) : item] as const,
  );
  const text = mapText(shape, entries);
  if (entries.some(([key]) => brokenConstraints(shape.key, key).length > 0)) {
    violations.push(failed(text, path, `Map keys must satisfy constraint: ${allConstraints(shape.key)}`));
  }
  if (entries.some(([, item]) => brokenConstraints(shape.value, item).length > 0)) {
    violations.push(failed(text, path, `Map value must satisfy constraint: ${allConstraints(shape.value)}`));
  }
  return Object.fromEntries(entries);
}

const lowerFirst = (name: string): string =>
  /^[A-Z]{2,}$/.test(name) ? name.toLowerCase() : name.charAt(0).toLowerCase() + name.slice(1);

function readStructure(shape: StructureShape, value: unknown, path: string, violations: Violations): unknown {
  const members = readObject(value);
  const read: Record<string, unknown> = {};
  for (const [name, member] of [...Object.entries(shape.required), ...Object.entries(shape.optional)]) {
    const at = path ? `${path}.${lowerFirst(name)}` : lowerFirst(name);
    const given = members[name];
    if (given !== undefined && given !== null) read[name] = readValue(member, given, at, violations);
    else if (name in shape.required) violations.push(failed('null', at, 'Member must not be null'));
  }
  return read;
}

function readScalar(shape: Shape, value: unknown): unknown {
  if (shape.kind === 'string') return readString(value);
  if (shape.kind === 'boolean') return readBoolean(value);
  if (shape.kind === 'blob') return readBlob(value);
  return readNumber(value, shape.kind === 'integer' ? 'Integer' : 'Double');
}

function readValue(shape: Shape, value: unknown, path: string, violations: Violations): unknown {
  if (shape.kind === 'structure') return readStructure(shape, value, path, violations);
  if (shape.kind === 'map') return readMap(shape, value, path, violations);
  if (shape.kind === 'list') return readListValue(shape, value, path, violations);
  const read = readScalar(shape, value);
  for (const constraint of brokenConstraints(shape, read)) {
    violations.push(failed(quote(shape, read), path, constraint));
  }
  return read;
}

/**
 * The request's members, checked. Members that the shape does not name are ignored, as AWS's rest-json services do; a member
 * of another JSON type is a SerializationException; all broken constraints come together in one ValidationException.
 */
export function readInput<S extends StructureShape>(shape: S, params: Record<string, unknown>): ValueOf<S> {
  const violations: Violations = [];
  const input = readStructure(shape, params, '', violations);
  if (violations.length > 0) {
    const errors = `${violations.length} validation error${violations.length > 1 ? 's' : ''}`;
    throw validationFailed(`${errors} detected: ${violations.join('; ')}`);
  }
  return input as ValueOf<S>;
}
