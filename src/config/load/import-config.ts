import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { configHasNoDefaultExport, configThrew } from '../../errors/catalogue/config-errors.ts';
import { bundleCache } from './bundle-cache.ts';
import { bundleConfig } from './bundle-config.ts';
import { shipFolder } from './ship-folder.ts';
import { placeOf } from './place-of.ts';

export interface ImportedConfig {
  /** The default export. */
  readonly written: unknown;
  /** Absolute paths of the files that it was read from. */
  readonly inputs: readonly string[];
}

/** A config file of any kind. The bundle is made anew only when something it needs has changed. */
export async function importConfig(file: string): Promise<ImportedConfig> {
  const folder = join(shipFolder(dirname(file)), 'cache');
  const plain = file.endsWith('.json') ? readPlain(file) : undefined;
  if (plain !== undefined) return { written: plain, inputs: [file] };
  const cache = bundleCache(folder, file);
  const known = cache.find();
  if (known !== undefined) return { written: await defaultExport(file, known.path), inputs: known.inputs };
  const { code, inputs } = await bundleConfig(file);
  return { written: await defaultExport(file, cache.keep(code, inputs)), inputs };
}

/** JSON needs no bundler, unless to say what is wrong with it. */
function readPlain(file: string): unknown {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function defaultExport(file: string, module: string): Promise<unknown> {
  const { default: config } = await run(file, module);
  // A CommonJS config that was itself compiled from an ES module keeps its default one level deeper.
  const inner = isObject(config) && config['__esModule'] === true ? config['default'] : config;
  if (!isObject(inner)) throw configHasNoDefaultExport(file);
  return inner;
}

async function run(file: string, module: string): Promise<{ readonly default?: unknown }> {
  process.setSourceMapsEnabled(true);
  try {
    return (await import(pathToFileURL(module).href)) as { readonly default?: unknown };
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw configThrew(file, message, placeOf(error instanceof Error ? (error.stack ?? '') : '', file), error);
  } finally {
    process.setSourceMapsEnabled(false);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
