import { createHash } from 'node:crypto';
import type { World } from '../../kernel/world.ts';
import { parseTemplate } from '../template/parse-template.ts';
import type { Template } from '../template/template.ts';
import { templates } from './stack-rows.ts';

const parsed = new Map<string, Template>();
const PARSED_LIMIT = 50;

/** Keeps the body and answers its digest. */
export function keepTemplate(world: World, body: string): string {
  const sha256 = createHash('sha256').update(body).digest('hex');
  if (!templates(world).has(sha256)) templates(world).set(sha256, body);
  return sha256;
}

export function readTemplateBody(world: World, sha256: string): string {
  return templates(world).get(sha256) ?? '';
}

export function readTemplate(world: World, sha256: string): Template {
  const known = parsed.get(sha256);
  if (known) return known;
  const template = parseTemplate(readTemplateBody(world, sha256));
  if (parsed.size >= PARSED_LIMIT) parsed.delete(parsed.keys().next().value as string);
  parsed.set(sha256, template);
  return template;
}
