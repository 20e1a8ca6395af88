import type { World } from '../../kernel/world.ts';
import { badRequest } from '../errors.ts';
import { objectOf, textOf, type JsonObject } from './json.ts';

/** import-api-aws-variables: what a document may name. */
function fillVariables(text: string, { region, accountId }: World['config']): string {
  const values: Readonly<Record<string, string>> = {
    'AWS::Region': region,
    'AWS::AccountId': accountId,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
  };
  return text.replace(/\$\{(AWS::\w+)\}/g, (variable, name: string) => values[name] ?? variable);
}

async function parse(text: string): Promise<unknown> {
  try {
    if (text.trimStart().startsWith('{')) return JSON.parse(text);
    const { parse: parseYaml } = await import('yaml');
    return parseYaml(text);
  } catch {
    throw badRequest('Invalid OpenAPI input.');
  }
}

/** An OpenAPI 3.0 document, JSON or YAML. Throws BadRequestException for anything else. */
export async function parseDocument(world: World, body: string): Promise<JsonObject> {
  const document = objectOf(await parse(fillVariables(body, world.config)));
  const version = textOf(document['openapi']);
  if (!version?.startsWith('3.0')) {
    throw badRequest('Unsupported OpenAPI version. HTTP APIs support OpenAPI 3.0 definitions only.');
  }
  return document;
}
