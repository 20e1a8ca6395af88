import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sourceUnreadable } from '../../../errors/catalogue/init-errors.ts';
import { asObject, asText, type Settings } from '../draft.ts';
import { readYaml } from '../read-yaml.ts';

/** One stack of what `cdk synth` wrote. */
export interface Stack {
  readonly name: string;
  /** The construct's path, `Prod/ShopStack`: those of its resources begin with it. */
  readonly path: string;
  /** Where its template and its assets lie. */
  readonly folder: string;
  readonly template: Settings;
}

/** All stacks of a cloud assembly, those of its stages too. Throws INIT_UNREADABLE. */
export function readAssembly(folder: string): readonly Stack[] {
  const manifest = join(folder, 'manifest.json');
  const artifacts = Object.entries(asObject(readYaml(manifest)['artifacts']));
  const stacks = artifacts.flatMap(([id, artifact]): readonly Stack[] => {
    const { type, properties, displayName } = asObject(artifact);
    const { templateFile, directoryName } = asObject(properties);
    if (type === 'cdk:cloud-assembly') return readAssembly(join(folder, asText(directoryName)));
    if (type !== 'aws:cloudformation:stack') return [];
    const file = join(folder, asText(templateFile));
    // `Prod/ShopStack (Prod-ShopStack)` where path and name differ.
    const path = asText(displayName, id).split(' ')[0] ?? id;
    return existsSync(file) ? [{ name: path.split('/').at(-1) ?? id, path, folder, template: readYaml(file) }] : [];
  });
  if (artifacts.length === 0) throw sourceUnreadable(manifest, 'It lists no artifacts: it is no output of the CDK.');
  return stacks;
}
