import { posix } from 'node:path';
import type { FunctionSource } from '../../model/artifact.ts';
import type { FileEntry } from './file-entry.ts';

/**
 * What Lambda would look for first, when none of the places where it looks is in the zip; undefined when one is, or when
 * the runtime's rules are not known here.
 */
export function findMissingHandler(
  { runtime, handler }: Pick<FunctionSource, 'runtime' | 'handler'>,
  entries: readonly FileEntry[],
): string | undefined {
  const candidates = candidatesFor(runtime, handler);
  if (candidates.length === 0) return undefined;
  const paths = new Set(entries.map(({ path }) => path));
  return candidates.some((candidate) => paths.has(candidate)) ? undefined : candidates[0];
}

function candidatesFor(runtime: string, handler: string): string[] {
  // An absolute path is a layer's: wrappers of monitoring vendors.
  if (handler.startsWith('/')) return [];
  if (runtime.startsWith('provided')) return ['bootstrap'];
  if (runtime.startsWith('nodejs')) return nodeCandidates(handler);
  return runtime.startsWith('python') ? pythonCandidates(handler) : [];
}

/** The file of a Node.js handler, as Lambda finds it among what is shipped. */
export function handlerFile(
  { handler }: Pick<FunctionSource, 'handler'>,
  entries: readonly FileEntry[],
): string | undefined {
  const paths = new Set(entries.map(({ path }) => path));
  return nodeCandidates(handler).find((candidate) => paths.has(candidate));
}

/** `src/index.handler`: up to the first dot of the last segment is the module (aws-lambda-nodejs-runtime-interface-client). */
function nodeCandidates(handler: string): string[] {
  const base = posix.join(posix.dirname(handler), posix.basename(handler).split('.')[0] ?? '');
  return [`${base}.js`, `${base}.mjs`, `${base}.cjs`, base, `${base}/index.js`];
}

function pythonCandidates(handler: string): string[] {
  const base = handler.slice(0, Math.max(0, handler.lastIndexOf('.'))).replaceAll('.', '/');
  return [`${base}.py`, `${base}.pyc`, `${base}/__init__.py`];
}
