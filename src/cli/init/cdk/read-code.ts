import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { asList, asObject, asText, compact, type Settings } from '../draft.ts';
import { isNode } from '../find-entry.ts';
import { readYaml } from '../read-yaml.ts';
import { findSourceOf, pathFrom } from './find-source-of.ts';
import type { Resource } from './whole-template.ts';

export interface CodePlace {
  readonly root: string;
  /** The cloud assembly. */
  readonly folder: string;
  /** Code files of the project. */
  readonly files: readonly string[];
  readonly note: (text: string) => void;
  /** Writes a file beside the config and answers its path. */
  readonly write: (name: string, text: string) => string;
}

/** Where the code of a function is; undefined: it cannot be taken over, which is noted. */
export function readCode(name: string, resource: Resource, place: CodePlace): Settings | undefined {
  const { Code, Handler, Runtime, PackageType } = resource.Properties;
  const { ImageUri, ZipFile } = asObject(Code);
  const note = (text: string): undefined => {
    place.note(`${name}: ${text}`);
    return undefined;
  };
  if (ImageUri !== undefined || PackageType === 'Image') return note('container images are not taken over');
  const handler = asText(Handler, 'index.handler');
  const exported = handler.split('.').at(-1) ?? 'handler';
  if (typeof ZipFile === 'string') {
    if (!isNode(Runtime)) return note('its code is written into the template and no Node.js');
    const isModule = /^\s*(import|export)\b/m.test(ZipFile);
    return toEntry(place.write(`${name}.${isModule ? 'mjs' : 'cjs'}`, ZipFile), exported);
  }
  const asset = findAsset(resource, place.folder);
  if (!isNode(Runtime)) return readOther(asset, handler, place, note);
  const made = ['.js', '.mjs', '.cjs'].map((extension) =>
    join(asset ?? '', `${handler.replace(/\.[^.]*$/, '')}${extension}`),
  );
  const source = findSourceOf(place.root, place.files, made.find(existsSync) ?? '', constructOf(resource) || name);
  if (source !== undefined) return { ...toEntry(source, exported), ...unbundled(asset) };
  if (asset !== undefined && existsSync(asset)) {
    note(`the file it is made from was not found: ${pathFrom(place.root, asset)} is shipped as it is`);
    return { folder: pathFrom(place.root, asset), ...(handler !== 'index.handler' && { handler }) };
  }
  note(`neither its source nor its asset was found; correct entry`);
  return toEntry(`${handler.slice(0, handler.lastIndexOf('.'))}.js`, exported);
}

const toEntry = (entry: string, exported: string): Settings =>
  exported === 'handler' ? { entry } : { entry, handler: exported };

function readOther(
  asset: string | undefined,
  handler: string,
  { root }: CodePlace,
  note: (text: string) => undefined,
): Settings | undefined {
  if (asset === undefined || !existsSync(asset)) return note('it is no Node.js function, and its asset was not found');
  note('it is no Node.js function: its asset is shipped as it is; the local AWS does not run it');
  return asset.endsWith('.zip') ? { zip: pathFrom(root, asset), handler } : { folder: pathFrom(root, asset), handler };
}

/** The folder or zip that an asset was copied to; newer templates name it, older ones have its hash as the key. */
export function findAsset({ Properties, Metadata }: Resource, folder: string): string | undefined {
  const named = asText(Metadata['aws:asset:path']);
  if (named !== '') return isAbsolute(named) ? named : join(folder, named);
  const key = asText(asObject(Properties['Code'] ?? Properties['Content'])['S3Key']);
  const hash = /([0-9a-f]{64})/.exec(key)?.[1];
  return ['', '.zip'].map((end) => join(folder, `asset.${hash}${end}`)).find((path) => hash && existsSync(path));
}

/** `Api/GetBook/Resource` -> `GetBook` */
const constructOf = ({ Metadata }: Resource): string =>
  asText(Metadata['aws:cdk:path'])
    .replace(/\/Resource$/, '')
    .split('/')
    .at(-1) ?? '';

/** `nodeModules` of a NodejsFunction are installed into its asset, by a package.json of its own. */
function unbundled(asset: string | undefined): Settings {
  const manifest = join(asset ?? '', 'package.json');
  if (asset === undefined || !existsSync(manifest) || !existsSync(join(asset, 'node_modules'))) return {};
  const nodeModules = Object.keys(asObject(readYaml(manifest)['dependencies']));
  return compact({ bundle: compact({ nodeModules: asList(nodeModules) }) });
}
