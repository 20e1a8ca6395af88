/** A JSON Schema (draft-7), as far as these documents need it. */
export type Schema = Readonly<Record<string, unknown>>;

export const text = { type: 'string' } as const;
export const number = { type: 'number' } as const;
export const integer = { type: 'integer' } as const;
export const yesNo = { type: 'boolean' } as const;

export const list = (items: Schema): Schema => ({ type: 'array', items });
export const byName = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });
export const oneOf = (...values: readonly string[]): Schema => ({ type: 'string', enum: values });
export const about = (description: string, schema: Schema): Schema => ({ ...schema, description });

/** Keys that end with `?` may be missing. More keys may come within a version: readers ignore what they do not know. */
export function object(properties: Readonly<Record<string, Schema>>): Schema {
  const entries = Object.entries(properties);
  const required = entries.flatMap(([key]) => (key.endsWith('?') ? [] : [key]));
  const named = entries.map(([key, schema]) => [key.replace(/\?$/, ''), schema] as const);
  return { type: 'object', properties: Object.fromEntries(named), required };
}

/** Every document says its version and its command; a version changes only when a key goes or changes its meaning. */
export function document(command: string, properties: Readonly<Record<string, Schema>>): Schema {
  return object({ schema: { type: 'integer', const: 1 }, command: { type: 'string', const: command }, ...properties });
}
