import type { Params } from './operation.ts';

// Members of an input, read by what they should be: query strings and form bodies carry numbers and booleans as text.

export function stringOf(params: Params, name: string): string | undefined {
  const value = params[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function numberOf(params: Params, name: string): number | undefined {
  const value = params[name];
  return value === undefined || value === null || value === '' ? undefined : Number(value);
}

export function booleanOf(params: Params, name: string): boolean | undefined {
  const value = params[name];
  if (value === undefined || value === null) return undefined;
  return value === true || value === 'true' || value === 'True';
}

export function listOf(params: Params, name: string): readonly string[] {
  const value = params[name];
  return Array.isArray(value) ? (value as string[]) : [];
}

/** A list of structures. */
export function structuresOf(params: Params, name: string): readonly Params[] {
  const value = params[name];
  return Array.isArray(value) ? (value as Params[]) : [];
}

/** A map or a structure. */
export function recordOf<Value = string>(params: Params, name: string): Readonly<Record<string, Value>> | undefined {
  const value = params[name];
  return typeof value === 'object' && value !== null ? (value as Record<string, Value>) : undefined;
}
