import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { configAmbiguous, configFileMissing, configNotFound } from '../../errors/catalogue/config-errors.ts';
import type { LoadOptions } from '../loaded-config.ts';

export const configFileNames: readonly string[] = ['ts', 'mts', 'js', 'mjs', 'cjs', 'json'].map(
  (extension) => `services.config.${extension}`,
);

/** Absolute path of the config file: the one named, or the nearest one from `cwd` upwards. Of two in a folder neither is guessed. */
export function findConfigFile({ cwd, file }: LoadOptions): string {
  if (file !== undefined) return named(cwd, file);
  const { folder, names } = findUpwards(cwd);
  if (names.length > 1) throw configAmbiguous(folder, names);
  return join(folder, ...names);
}

/** Absolute folder of it, which two files of one folder leave in no doubt. */
export const findConfigFolder = ({ cwd, file }: LoadOptions): string =>
  file === undefined ? findUpwards(cwd).folder : dirname(named(cwd, file));

function named(cwd: string, file: string): string {
  const path = resolve(cwd, file);
  if (!existsSync(path)) throw configFileMissing(path);
  return path;
}

function findUpwards(cwd: string): { readonly folder: string; readonly names: readonly string[] } {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const names = configFileNames.filter((name) => existsSync(join(folder, name)));
    if (names.length > 0) return { folder, names };
    if (folder === dirname(folder)) throw configNotFound(cwd, configFileNames);
  }
}
