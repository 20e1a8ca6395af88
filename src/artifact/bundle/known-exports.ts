import { readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import type { FunctionSource } from '../../model/artifact.ts';
import { ArtifactError } from '../artifact-error.ts';
import { commonJsExports } from './commonjs-exports.ts';

interface Built {
  /** The entry, as esbuild read it. */
  readonly input: Metafile['inputs'][string] | undefined;
  readonly output: Metafile['outputs'][string] | undefined;
  readonly code: Uint8Array;
}

/** The names under which Lambda finds handlers in a bundle; undefined where only running it would tell. */
export function knownExports({ path, bundle }: FunctionSource, built: Built): readonly string[] | undefined {
  // The wrapper around the entry exports the handler in any case.
  if (bundle.stripStage) return undefined;
  const text = readFileSync(path, 'utf8');
  // As an ES module, a CommonJS entry has a default export and no other.
  if (built.input?.format === 'cjs') return bundle.format === 'esm' ? ['default'] : commonJsExports(text);
  // Of a module that is CommonJS, or not in the bundle.
  if (/\bexport\s*\*\s*from\b/.test(text)) return undefined;
  return bundle.format === 'esm' ? (built.output?.exports ?? []) : annotated(built.code);
}

const LAST_BYTES = 64 * 1024;

/** Esbuild's annotation at the end of a CommonJS bundle: `0 && (module.exports = { handler })`. */
function annotated(code: Uint8Array): string[] {
  const text = Buffer.from(code.buffer, code.byteOffset, code.byteLength);
  const end = text.toString('utf8', Math.max(0, text.length - LAST_BYTES));
  const list = /0\s*&&\s*\(module\.exports\s*=\s*\{([^}]*)\}\)/.exec(end)?.[1] ?? '';
  return list.split(',').flatMap((each) => each.trim() || []);
}

/** Lambda says that a handler is missing only when it is called. Throws EXPORT_MISSING. */
export function checkExport(source: FunctionSource, exported: readonly string[] | undefined): void {
  const { name, path, handler, bundle } = source;
  const wanted = handler.slice(handler.lastIndexOf('.') + 1);
  if (!exported || wanted === 'default' || exported.includes(wanted)) return;
  const others = exported.filter((each) => each !== 'default');
  const list = others.length > 0 ? others.join(', ') : exported.includes('default') ? 'only a default' : 'nothing';
  const asModule =
    bundle.format === 'esm' && others.length === 0 ? ["or, for CommonJS: bundle: { format: 'cjs' }"] : [];
  throw new ArtifactError('EXPORT_MISSING', `the entry of ${name} exports no ${wanted}`, [`${path} exports ${list}`], {
    next: [`export it, or name another one in the config: handler: '${others[0] ?? 'run'}'`, ...asModule],
  });
}
