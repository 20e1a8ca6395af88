import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { configFileMissing, configNotFound } from '../../errors/catalogue/config-errors.ts';
import type { LoadOptions } from '../loaded-config.ts';

/** In this order, when a folder has several. */
export const configFileNames: readonly string[] = ['ts', 'mts', 'js', 'mjs', 'cjs', 'json'].map(
  (extension) => `services.config.${extension}`,
);

/** Absolute path of the config file: the one named, or the nearest one from `cwd` upwards. */
export function findConfigFile({ cwd, file }: LoadOptions): string {
  if (file === undefined) return findUpwards(cwd);
  const named = resolve(cwd, file);
  if (!existsSync(named)) throw configFileMissing(named);
  return named;
}

function findUpwards(cwd: string): string {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const found = configFileNames.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (found !== undefined) return found;
    if (folder === dirname(folder)) throw configNotFound(cwd, configFileNames);
  }
}
