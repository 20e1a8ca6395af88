import type * as z from 'zod';
import type { ServicesConfig } from '../../src/config/define-services.ts';
import { configSchema } from '../../src/config/schema/config-schema.ts';

type SchemaInput = z.input<typeof configSchema>;
type Mutable<T> = T extends object ? { -readonly [Key in keyof T]: Mutable<T[Key]> } : T;

/** Every key of one type, at any depth, exists in the other: assignability alone says nothing about optional keys. */
type Keys<T> = T extends readonly (infer Item)[]
  ? Keys<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Keys<NonNullable<T[Key]>> }
    : 'value';

const toSchema = (written: Keys<Mutable<ServicesConfig>>): Keys<SchemaInput> => written;
const fromSchema = (input: Keys<SchemaInput>): Keys<Mutable<ServicesConfig>> => input;

test('the types that people write against and the schema that checks know the same keys', () => {
  expect([toSchema, fromSchema]).toHaveLength(2);
});
