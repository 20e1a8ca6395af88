import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import { asList, asObject, asText } from '../draft.ts';
import { withSlashes } from '../../../model/with-slashes.ts';

const code = new Set(['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx']);
const mostFiles = 5000;
const isForeign = (name: string): boolean => name.startsWith('.') || name === 'node_modules' || name === 'cdk.out';

/** Code of the project, relative to its folder and with slashes: not what was installed or synthesised. */
export function listCode(root: string): readonly string[] {
  const found: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (found.length >= mostFiles || isForeign(entry.name)) continue;
      if (entry.isDirectory()) walk(path);
      else if (code.has(extname(entry.name)) && !/\.d\.[cm]?ts$/.test(entry.name)) found.push(path);
    }
  };
  walk('');
  return found;
}

/**
 * What a synthesised file was made from: named by the bundler in a comment or a source map, the same file in the
 * project, or the only file that is called as the construct is.
 */
export function findSourceOf(
  root: string,
  files: readonly string[],
  made: string,
  construct: string,
): string | undefined {
  if (!existsSync(made)) return byName(files, construct);
  const text = readFileSync(made, 'utf8');
  const named = [...text.matchAll(/^\/[/*]+ (\S+\.[cm]?[jt]sx?)(?: \*\/)?$/gm)].map(([, path = '']) => path);
  return (
    known(files, named.at(-1)) ??
    known(files, fromSourceMap(made)) ??
    sameFile(root, files, made, text) ??
    byName(files, construct)
  );
}

/** Bundlers write paths from where they were started, which may be above the project or beside it. */
function known(files: readonly string[], path: string | undefined): string | undefined {
  const parts = path?.split(/[/\\]/).filter((part) => part !== '..' && part !== '.') ?? [];
  if (parts.includes('node_modules')) return undefined;
  return parts.map((_, start) => parts.slice(start).join('/')).find((tail) => files.includes(tail));
}

function fromSourceMap(made: string): string | undefined {
  if (!existsSync(`${made}.map`)) return undefined;
  try {
    const map = asObject(JSON.parse(readFileSync(`${made}.map`, 'utf8')) as unknown);
    return asText(asList(map['sources']).at(-1));
  } catch {
    return undefined; // A damaged map says nothing; there are other ways to find the source.
  }
}

/** Compiled code lies beside its source as a rule: then that is the source. */
function sameFile(root: string, files: readonly string[], made: string, text: string): string | undefined {
  const same = files.filter(
    (file) => basename(file) === basename(made) && readFileSync(join(root, file), 'utf8') === text,
  );
  const [only] = same.length === 1 ? same : [];
  const stem = only?.slice(0, -extname(only).length);
  return ['.ts', '.mts', '.tsx'].map((extension) => `${stem}${extension}`).find((file) => files.includes(file)) ?? only;
}

function byName(files: readonly string[], construct: string): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const wanted = plain(construct);
  const short = wanted.replace(/(lambda|function|handler|fn)+$/, '');
  const found = files.filter((file) => {
    const stem = basename(file, extname(file));
    const name = /^(index|handler|main)$/.test(stem) ? (file.split('/').at(-2) ?? '') : (stem.split('.').at(-1) ?? '');
    return [wanted, short].includes(plain(name)) || plain(name).replace(/(lambda|function|handler|fn)+$/, '') === short;
  });
  return found.length === 1 ? found[0] : undefined;
}

/** Relative to the project, with slashes as the config has them. */
export const pathFrom = (root: string, path: string): string => withSlashes(relative(root, path));

/** The folder of the project that an asset is a copy of: it has the same files at the same places. */
export function findSourceFolder(root: string, asset: string): string {
  const wanted = existsSync(asset) && !asset.endsWith('.zip') ? outline(asset) : undefined;
  const found =
    wanted === undefined ? [] : listFolders(root).filter((folder) => outline(join(root, folder)) === wanted);
  return found.length === 1 && found[0] !== undefined ? found[0] : pathFrom(root, asset);
}

/** Names down to the packages of a layer, `nodejs/node_modules/name/index.js`. */
function outline(folder: string, depth = 0): string {
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const isDeeper = depth < 3;
  return entries
    .map((entry) =>
      entry.isDirectory() && isDeeper ? `${entry.name}(${outline(join(folder, entry.name), depth + 1)})` : entry.name,
    )
    .join();
}

function listFolders(root: string, folder = '', depth = 0): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory() || isForeign(entry.name) || depth > 4) return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return [path, ...listFolders(root, path, depth + 1)];
  });
}
