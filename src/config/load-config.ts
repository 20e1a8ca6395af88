import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  configInvalid,
  notSupportedYet,
  unknownEnvironment,
  unknownService,
} from '../errors/catalogue/config-errors.ts';
import { checkConfig, type ConfigVerdict } from './check/check-config.ts';
import { nearest } from './check/did-you-mean.ts';
import { renderMistake } from './check/mistake.ts';
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
  return describe({ file, root, inputs }, verdict);
}

function refuse(file: string, { mistakes }: ConfigVerdict): void {
  if (mistakes.length === 0) return;
  const isOnlyUnsupported = mistakes.every((mistake) => mistake.notSupportedYet === true);
  const lines = mistakes.map(renderMistake);
  throw isOnlyUnsupported ? notSupportedYet(basename(file), lines) : configInvalid(basename(file), lines);
}

function describe(place: Pick<LoadedConfig, 'file' | 'root' | 'inputs'>, verdict: ConfigVerdict): LoadedConfig {
  const names = verdict.environments.map((environment) => environment.name);
  const environment: LoadedConfig['environment'] = (name) => {
    const found = verdict.environments.find((one) => one.name === name);
    if (found === undefined) throw unknownEnvironment(name, names, nearest(name, names));
    return found;
  };
  const services: LoadedConfig['services'] = (name) => verdict.services.get(environment(name).name) ?? [];
  const service: LoadedConfig['service'] = (name, environmentName) => {
    const all = services(environmentName);
    const known = all.map((one) => one.name);
    const found = all.find((one) => one.name === name);
    if (found === undefined) throw unknownService(name, known, nearest(name, known));
    return found;
  };
  const warnings = verdict.warnings.map(renderMistake);
  return {
    ...place,
    environments: verdict.environments,
    environment,
    services,
    service,
    notify: verdict.notify,
    warnings,
  };
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
