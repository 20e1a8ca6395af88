import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { IndexedService } from '../../model/services-index.ts';
import { readOutsideInputs } from './outside-inputs.ts';
import { readServicesIndex } from './services-index.ts';

/** What a commit touches. */
export type Staged =
  /** Nothing that belongs to a service. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'services'; readonly projectRoot: string; readonly names: readonly string[] }
  /** The config has to be loaded to know; the staged paths are absolute. */
  | { readonly kind: 'unknown'; readonly paths: readonly string[] };

export interface StagedOptions {
  readonly cwd: string;
  /** Staged files as a hook framework passes them; without, git is asked. */
  readonly files?: readonly string[];
}

const configNames = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'json'].map((extension) => `services.config.${extension}`);
/** What decides about dependencies and how sources are read, anywhere in the project, may change every service. */
const sharedNames =
  /^(package\.json|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|pnpm-workspace\.yaml|yarn\.lock|bun\.lockb?|tsconfig[^/]*\.json|size-baseline\.json)$/;

/**
 * Which services the staged files belong to, for a commit hook: without loading the config, the bundler or anything else,
 * since most commits touch no service. Throws an Error when this is no repository.
 */
export function findStagedServices({ cwd, files }: StagedOptions): Staged {
  const projectRoot = findProject(cwd);
  if (projectRoot === undefined) return { kind: 'nothing' };
  const paths = files ? files.map((file) => resolve(realpathSync.native(cwd), file)) : askGit(cwd, stagedPaths);
  if (paths.length === 0) return { kind: 'nothing' };
  const cacheDir = join(projectRoot, '.ship', 'cache');
  const services = readServicesIndex(cacheDir);
  if (!services) return { kind: 'unknown', paths };
  const below = paths.flatMap((path) => belowRoot(projectRoot, path));
  const names = touchedServices(below, services, readOutsideInputs(cacheDir));
  return names.length === 0 ? { kind: 'nothing' } : { kind: 'services', projectRoot, names };
}

/** Of these services, those with changes in the working tree that a commit leaves out: they are weighed all the same. */
export function findUnstaged(cwd: string, names: readonly string[]): string[] {
  const projectRoot = findProject(cwd);
  if (projectRoot === undefined) return [];
  const cacheDir = join(projectRoot, '.ship', 'cache');
  const services = readServicesIndex(cacheDir)?.filter(({ name }) => names.includes(name)) ?? [];
  const paths = askGit(cwd, ['ls-files', '--modified', '--others', '--exclude-standard', '-z']);
  const below = paths.flatMap((path) => belowRoot(projectRoot, path));
  return touchedServices(below, services, readOutsideInputs(cacheDir));
}

/** Staged paths are relative to the project. Pure. */
export function touchedServices(
  staged: readonly string[],
  services: readonly IndexedService[],
  outside: ReadonlyMap<string, readonly string[]>,
): string[] {
  if (staged.some(isShared(services))) return services.map(({ name }) => name);
  return services
    .filter(({ name, root }) => {
      const folders = [root, ...(outside.get(name) ?? [])];
      return staged.some((path) => folders.some((folder) => folder === '.' || path.startsWith(`${folder}/`)));
    })
    .map(({ name }) => name);
}

/** Outside of all services: inside of one it touches only that. */
function isShared(services: readonly IndexedService[]): (path: string) => boolean {
  return (path) => {
    if (services.some(({ root }) => root !== '.' && path.startsWith(`${root}/`))) return false;
    return sharedNames.test(path.split('/').at(-1) ?? '') || configNames.includes(path);
  };
}

function findProject(cwd: string): string | undefined {
  return findUpwards(realpathSync.native(cwd), (folder) => configNames.some((name) => existsSync(join(folder, name))));
}

/** Also what is gone: that changes a bundle too. Without renames, which name only one of the two places. */
const stagedPaths = ['diff', '--cached', '--name-only', '--no-renames', '--no-ext-diff', '-z'];

/** Absolute paths. */
function askGit(cwd: string, command: readonly string[]): string[] {
  const top = findUpwards(realpathSync.native(cwd), (folder) => existsSync(join(folder, '.git')));
  // Outside of a repository git would take this for a comparison of files, and print how that is done.
  if (top === undefined) throw new Error(`not a git repository: ${cwd}`);
  const { status, stdout, stderr, error } = spawnSync('git', [...command], {
    cwd: top,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(stderr.trim());
  return stdout.split('\0').flatMap((path) => (path === '' ? [] : [join(top, path)]));
}

function findUpwards(start: string, isIt: (folder: string) => boolean): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (isIt(folder)) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function belowRoot(projectRoot: string, path: string): string[] {
  return path.startsWith(`${projectRoot}/`) ? [path.slice(projectRoot.length + 1)] : [];
}
