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
    const text = readFileSync(file, 'utf8');
    const value: unknown = JSON.parse(text);
    return isObject(value) && keysWritten(text) === keysIn(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** String by string, so that what only looks like a key inside of one is none. */
function keysWritten(text: string): number {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;
}

/** Fewer than written where one was written twice: the parser keeps the last without a word. */
function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value).reduce((sum: number, one) => sum + keysIn(one), 0);
  return inner + (Array.isArray(value) ? 0 : Object.keys(value).length);
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
