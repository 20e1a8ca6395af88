import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asList, asObject, asText, type Draft, type DraftFunction, type Settings } from './draft.ts';

/** Imports that layers bring are there when the function runs, not when it is bundled: `bundle.external`. */
export function layeredBundle(root: string, { config }: DraftFunction, { defaults }: Draft): Settings {
  const layers = [...asList(config['layers']), ...asList(defaults['layers'])];
  if (layers.length === 0 || config['entry'] === undefined) return {};
  const folders = layers.map((layer) => asText(asObject(layer)['path'])).filter((path) => path !== '');
  const packages = folders.flatMap((path) => packagesOf(join(root, path)));
  return { bundle: { external: ['/opt/*', ...new Set(packages)] } };
}

/** A layer holds `nodejs/node_modules`, or the package.json it will be built from. */
function packagesOf(layer: string): readonly string[] {
  const installed = join(layer, 'nodejs', 'node_modules');
  if (existsSync(installed))
    return readdirSync(installed).flatMap((name) => (name.startsWith('.') ? [] : expand(installed, name)));
  const manifest = [join(layer, 'nodejs', 'package.json'), join(layer, 'package.json')].find(existsSync);
  if (manifest === undefined) return [];
  return Object.keys(asObject(asObject(JSON.parse(readFileSync(manifest, 'utf8')) as unknown)['dependencies']));
}

const expand = (folder: string, name: string): readonly string[] =>
  name.startsWith('@') ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : [name];
