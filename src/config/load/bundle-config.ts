import type { BuildFailure, Message } from 'esbuild';
import { dirname, join, relative, resolve } from 'node:path';
import { build } from '../../bundler/build.ts';
import { configNotReadable } from '../../errors/catalogue/config-errors.ts';
import { localFiles, ownPackage, packagesFromTheirPlace } from './bundle-plugins.ts';
import { withSlashes } from '../../model/with-slashes.ts';

export interface ConfigBundle {
  readonly code: string;
  /** Absolute paths of everything that the bundle depends on, and of what would change it by appearing. */
  readonly inputs: readonly string[];
}

/**
 * The config file and what it imports from beside it, as one ES module. The config room uses esbuild like the artifact
 * room does, because one loader for TypeScript, JavaScript and JSON on every Node is simpler than five.
 */
export async function bundleConfig(file: string): Promise<ConfigBundle> {
  const root = dirname(file);
  try {
    const result = await build({
      absWorkingDir: root,
      entryPoints: [file],
      bundle: true,
      write: false,
      metafile: true,
      outfile: join(root, '.ship', 'cache', 'config.mjs'),
      format: 'esm',
      platform: 'node',
      target: `node${process.versions.node}`,
      // Node itself will load the packages, so it is Node's fields and conditions that count.
      mainFields: ['main'],
      conditions: [],
      // CommonJS files still call require(), for Node's own modules too.
      banner: {
        js: `import { createRequire as __shipRequire } from 'node:module'; const require = __shipRequire(import.meta.url);`,
      },
      sourcemap: 'inline',
      logLevel: 'silent',
      plugins: [ownPackage, packagesFromTheirPlace, localFiles],
    });
    refuseDuplicates(result.warnings, file, root);
    const inputs = Object.keys(result.metafile.inputs).filter((path) => !/^[\w-]+:/.test(path));
    return {
      code: result.outputFiles[0]?.text ?? '',
      inputs: [...inputs.map((path) => resolve(root, path)), ...around(root)],
    };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    throw configNotReadable(
      file,
      error.errors.map((message) => renderMessage(message, root)),
      error,
    );
  }
}

/** Of two services, or two exports, of one name the last would win without a word. */
function refuseDuplicates(warnings: readonly Message[], file: string, root: string): void {
  const duplicates = warnings.filter(({ id }) => id === 'duplicate-object-key');
  if (duplicates.length === 0) return;
  const problems = duplicates.map((message) => renderMessage(message, root));
  throw configNotReadable(file, problems, undefined);
}

/** These decide how files are read: module kinds and TypeScript settings. */
function around(root: string): readonly string[] {
  return [join(root, 'package.json'), join(root, 'tsconfig.json')];
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && Array.isArray((error as Partial<BuildFailure>).errors);
}

/** esbuild's own text and place, with the line it means. */
function renderMessage({ text, location }: Message, root: string): string {
  if (location === null) return text;
  const place = `${withSlashes(relative(root, resolve(root, location.file))) || location.file}:${location.line}:${location.column + 1}`;
  return `${place}: ${text}\n  ${location.lineText.trim()}`;
}
