import { serializationFailed } from '../errors.ts';

/** How the parser of AWS's services names the JSON token that it met. */
function token(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return typeof value === 'number' ? 'NUMBER_VALUE' : 'STRING_VALUE';
}

function refuse(value: unknown, wanted: string): never {
  if (Array.isArray(value)) throw serializationFailed('Start of list found where not expected');
  if (typeof value === 'object') {
    throw serializationFailed('Start of structure or map found where not expected.');
  }
  throw serializationFailed(`${token(value)} cannot be converted to ${wanted}`);
}

export function readString(value: unknown): string {
  return typeof value === 'string' ? value : refuse(value, 'String');
}

/** Path labels and query strings arrive as text: a text of digits is a number too. */
export function readNumber(value: unknown, wanted: 'Integer' | 'Double'): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) return refuse(value, wanted);
  return wanted === 'Integer' ? Math.trunc(number) : number;
}

export function readBoolean(value: unknown): boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  return typeof value === 'boolean' ? value : refuse(value, 'Boolean');
}

export function readBlob(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Uint8Array) return Buffer.from(value);
  return Buffer.from(readString(value), 'base64');
}

export function readList(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : refuse(value, 'List');
}

export function readObject(value: unknown): Record<string, unknown> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : refuse(value, 'Map');
}
