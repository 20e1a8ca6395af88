import { notImplemented } from '../../kernel/aws-error.ts';
import type { World } from '../../kernel/world.ts';
import { validationError } from '../cloudformation-error.ts';
import { readSecret } from '../stack/read-secret.ts';
import { readSsm } from '../stack/read-ssm.ts';
import { isRecord } from '../template/template.ts';

const REFERENCE = /\{\{resolve:([a-z-]+):([^}]+)\}\}/;

/** Replaces `{{resolve:ssm:name}}` and its like in every text. Throws ValidationError for what is not there. */
export async function resolveReferences(world: World, value: unknown): Promise<unknown> {
  if (typeof value === 'string') return resolveText(world, value);
  if (Array.isArray(value)) return Promise.all(value.map((item) => resolveReferences(world, item)));
  if (!isRecord(value)) return value;
  const members = Object.entries(value).map(async ([name, member]): Promise<[string, unknown]> => [
    name,
    await resolveReferences(world, member),
  ]);
  return Object.fromEntries(await Promise.all(members));
}

async function resolveText(world: World, text: string): Promise<string> {
  const match = REFERENCE.exec(text);
  if (!match) return text;
  const [whole, service, name] = match as unknown as [string, string, string];
  const value = await resolve(world, whole, service, name);
  const rest = text.slice(match.index + whole.length);
  return text.slice(0, match.index) + value + (await resolveText(world, rest));
}

async function resolve(world: World, whole: string, service: string, name: string): Promise<string> {
  if (service === 'secretsmanager') return readSecret(world, name);
  if (service !== 'ssm' && service !== 'ssm-secure') {
    throw notImplemented('cloudformation', `dynamic references to ${service}`);
  }
  const value = await readSsm(world, name);
  if (value === undefined) throw validationError(`Parameters: [${whole.slice(2, -2)}] cannot be found.`);
  return value;
}
