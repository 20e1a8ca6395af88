import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { configHasNoDefaultExport, configThrew } from '../../errors/catalogue/config-errors.ts';
import { bundleCache } from './bundle-cache.ts';
import { bundleConfig } from './bundle-config.ts';
import { shipFolder } from './ship-folder.ts';

export interface ImportedConfig {
  /** The default export. */
  readonly written: unknown;
  /** Absolute paths of the files that it was read from. */
  readonly inputs: readonly string[];
}

/** A config file of any kind. The bundle is made anew only when something it needs has changed. */
export async function importConfig(file: string): Promise<ImportedConfig> {
  const cache = bundleCache(join(shipFolder(dirname(file)), 'cache'), file);
  const known = cache.find();
  if (known !== undefined) return { written: await defaultExport(file, known.path), inputs: known.inputs };
  const { code, inputs } = await bundleConfig(file);
  return { written: await defaultExport(file, cache.keep(code, inputs)), inputs };
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
    throw configThrew(file, message, placeOf(error, file), error);
  } finally {
    process.setSourceMapsEnabled(false);
  }
}

/** `services.config.ts:12:3`: the first line of the stack that is not a package's. */
function placeOf(error: unknown, file: string): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const [, at = ''] of stack.matchAll(/\(?((?:file:\/\/)?\/[^\s()]+:\d+:\d+)\)?$/gm)) {
    const path = at.startsWith('file:') ? fileURLToPath(at) : at;
    if (!path.includes('/node_modules/') && !path.includes('/.ship/cache/')) return relative(dirname(file), path);
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
