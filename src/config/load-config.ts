import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { configInvalid, notSupportedYet } from '../errors/catalogue/config-errors.ts';
import { checkConfig, type ConfigVerdict } from './check/check-config.ts';
import { renderMistake } from './check/mistake.ts';
import { describeConfig } from './describe-config.ts';
import { findConfigFile } from './load/find-config-file.ts';
import { fitsSchema } from './load/fits-schema.ts';
import { importConfig } from './load/import-config.ts';
import { readOpenApiFiles } from './load/read-openapi-files.ts';
import type { LoadedConfig, LoadOptions } from './loaded-config.ts';

/** Finds, runs and checks the config. Throws a ShipError with every mistake at once; nothing is contacted. */
export async function loadConfig(options: LoadOptions): Promise<LoadedConfig> {
  const file = findConfigFile(options);
  const root = dirname(file);
  const { written, inputs } = await importConfig(file);
  const openApi = await readOpenApiFiles(written, root);
  const schema = await fitsSchema(written, join(root, '.ship', 'cache', 'config-fits'));
  const verdict = checkConfig(written, schema, { root, moduleFormatOf: readModuleFormat, openApi });
  refuse(file, verdict);
  return describeConfig({ file, root, inputs }, verdict);
}

function refuse(file: string, { mistakes }: ConfigVerdict): void {
  if (mistakes.length === 0) return;
  const isOnlyUnsupported = mistakes.every((mistake) => mistake.notSupportedYet === true);
  const lines = mistakes.map(renderMistake);
  throw isOnlyUnsupported ? notSupportedYet(basename(file), lines) : configInvalid(basename(file), lines);
}

/** As Node decides for `.js` files, from the folder's own package.json. */
function readModuleFormat(folder: string): 'esm' | 'cjs' {
  try {
    const { type } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { type?: unknown };
    return type === 'module' ? 'esm' : 'cjs';
  } catch {
    return 'cjs'; // No package.json, or one that the packager will complain about.
  }
}
