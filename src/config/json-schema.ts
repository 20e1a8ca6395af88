import * as z from 'zod';
import { documentationOf } from './documentation.ts';
import { configSchema } from './schema/config-schema.ts';

/** A JSON Schema node, as far as this tool looks into it. */
export interface SchemaNode {
  readonly type?: string;
  readonly $ref?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
}

export interface ConfigJsonSchema extends SchemaNode {
  readonly definitions: Readonly<Record<string, SchemaNode>>;
}

/** `services.config.json` for editors: the same schema that checks, with what the types say about each key. */
export function configJsonSchema(): ConfigJsonSchema {
  const made = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' }) as unknown as ConfigJsonSchema;
  const definitions = Object.entries(made.definitions).map(([type, node]) => [type, describe(type, node)] as const);
  return { ...describe('ServicesConfig', made), definitions: Object.fromEntries(definitions) };
}

function describe(type: string, node: SchemaNode): SchemaNode {
  const text = documentationOf(type)?.text ?? '';
  const properties = Object.entries(node.properties ?? {}).map(([key, value]) => [key, describeKey(type, key, value)]);
  return { ...node, ...(text !== '' && { description: text }), properties: Object.fromEntries(properties) };
}

// A draft-7 reference hides its neighbours, so it moves into an allOf of its own.
function describeKey(type: string, key: string, node: SchemaNode): unknown {
  const known = documentationOf(type, key);
  if (known === undefined) return node;
  const fallback = known.default === '' ? '' : `Default: ${known.default}`;
  const description = [known.text, fallback].filter((part) => part !== '').join('\n');
  const { $ref, ...rest } = node;
  return $ref === undefined ? { ...rest, description } : { description, allOf: [{ $ref }] };
}
