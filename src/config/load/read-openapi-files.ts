import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { isPlainObject, memberOf } from '../check/prune.ts';
import type { OpenApiFile } from '../normalise/make-own-openapi.ts';

/** The OpenAPI files that services name, by service. What cannot be read is said by a rule, with all other mistakes. */
export async function readOpenApiFiles(config: unknown, root: string): Promise<ReadonlyMap<string, OpenApiFile>> {
  const services = memberOf(config, 'services');
  const named = Object.entries(isPlainObject(services) ? services : {}).flatMap(([name, service]) => {
    const [file, folder = `services/${name}`] = [memberOf(service, 'openapi'), memberOf(service, 'root')];
    return typeof file === 'string' ? [{ name, path: resolve(root, String(folder), file) }] : [];
  });
  return new Map(await Promise.all(named.map(async ({ name, path }) => [name, await readOne(path)] as const)));
}

async function readOne(path: string): Promise<OpenApiFile> {
  try {
    const document = await parse(await readFile(path, 'utf8'), extname(path));
    return isPlainObject(document) ? { document } : { problem: `${path} is not an OpenAPI document` };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

async function parse(text: string, extension: string): Promise<unknown> {
  return extension === '.json'
    ? (JSON.parse(text) as unknown)
    : ((await import('./parse-yaml.ts')).parseYaml(text) as unknown);
}
