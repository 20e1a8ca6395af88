import { hash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { RACY_MS, statKey } from '../cache/stat-key.ts';
import { tsconfigChain } from './tsconfig-chain.ts';

/** What a bundle depends on: files by content, folders by what is in them. */
export interface TrackedInputs {
  readonly files: readonly string[];
  /** A name more or less may be found first: `util.ts` beside `util/index.ts`, a package in a nearer node_modules. */
  readonly folders: readonly string[];
  /** Folders above: only what marks a package or a project matters, since their other names change all the time. */
  readonly ancestors: readonly string[];
}

const markers = ['node_modules', 'package.json', 'tsconfig.json', 'jsconfig.json'];
const ignoredNames = new Set(['.git', '.ship', '.DS_Store']);

export function trackInputs(inputs: readonly string[], tsconfig: string | undefined): TrackedInputs {
  const folders = new Set(inputs.map((input) => dirname(input)));
  const ancestors = new Set<string>();
  for (const folder of folders) addAncestors(folder, folders, ancestors);
  for (const folder of [...folders, ...ancestors]) addModuleFolders(folder, folders);
  for (const folder of folders) ancestors.delete(folder);
  const files = new Set([...inputs, ...(tsconfig ? tsconfigChain(tsconfig) : [])]);
  for (const folder of [...folders, ...ancestors]) addManifests(folder, files);
  return { files: [...files].toSorted(), folders: [...folders].toSorted(), ancestors: [...ancestors].toSorted() };
}

function addAncestors(folder: string, folders: ReadonlySet<string>, ancestors: Set<string>): void {
  const parent = dirname(folder);
  if (parent === folder || ancestors.has(parent)) return;
  if (!folders.has(parent)) ancestors.add(parent);
  addAncestors(parent, folders, ancestors);
}

/** A package that appears in one of them may be found before the one that was used. */
function addModuleFolders(folder: string, folders: Set<string>): void {
  if (basename(folder).startsWith('@') && basename(dirname(folder)) === 'node_modules') folders.add(folder);
  const modules = join(folder, 'node_modules');
  if (basename(folder) !== 'node_modules' && existsSync(modules)) folders.add(modules);
}

function addManifests(folder: string, files: Set<string>): void {
  const isInPackage = folder.includes('/node_modules/');
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest)) files.add(manifest);
  if (isInPackage) return;
  for (const name of ['tsconfig.json', 'jsconfig.json'])
    for (const file of tsconfigChain(join(folder, name))) files.add(file);
}

/** One of them, with what about it matters. */
export interface TrackedInput {
  readonly kind: 'file' | 'folder' | 'ancestor';
  readonly path: string;
}

/** In an order that depends on the paths only. */
export function listInputs({ files, folders, ancestors }: TrackedInputs): TrackedInput[] {
  return [
    ...files.map((path) => ({ kind: 'file', path }) as const),
    ...folders.map((path) => ({ kind: 'folder', path }) as const),
    ...ancestors.map((path) => ({ kind: 'ancestor', path }) as const),
  ];
}

export function keyOf({ kind, path }: TrackedInput): string {
  return `${kind}\0${path}`;
}

/** One hash over all states as the file system knows them: equal means that nothing has to be looked at. */
export function inputsState(tracked: TrackedInputs): string {
  let text = '';
  for (const input of listInputs(tracked)) text += `${keyOf(input)}\0${stateOf(input)}\n`;
  return hash('sha256', text, 'hex');
}

function stateOf({ kind, path }: TrackedInput): string {
  if (kind === 'ancestor') return markersIn(path);
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return 'absent';
  // A folder's size and number say nothing that its times do not say.
  return kind === 'folder' ? `${stats.mtimeMs}` : statKey(stats);
}

/** When the states differ: whether something differs that matters. */
export function contentOf({ kind, path }: TrackedInput): string {
  if (kind === 'ancestor') return markersIn(path);
  try {
    return hash('sha256', kind === 'file' ? readFileSync(path) : namesIn(path), 'base64url');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unreadable';
  }
}

/** Written to so shortly before that moment, or since, that it may be written to again unseen. */
export function isRacyInput({ kind, path }: TrackedInput, lookedAtMs: number): boolean {
  const stats = kind === 'ancestor' ? undefined : lstatSync(path, { throwIfNoEntry: false });
  return stats !== undefined && Math.max(stats.mtimeMs, kind === 'file' ? stats.ctimeMs : 0) > lookedAtMs - RACY_MS;
}

function namesIn(folder: string): string {
  return readdirSync(folder)
    .filter((name) => !ignoredNames.has(name))
    .toSorted()
    .join('\0');
}

function markersIn(folder: string): string {
  return markers.filter((name) => existsSync(join(folder, name))).join();
}
