import { asText } from './draft.ts';
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Settings } from './draft.ts';

const extensions = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'];

/**
 * `src/people.create` in a Node.js function -> the file to bundle and its export, `handler` left out where it is the
 * default. Undefined: there is no such file below the folder.
 */
export function findEntry(root: string, folder: string, handler: string): Settings | undefined {
  const dot = handler.lastIndexOf('.');
  const [path, exported] = dot > 0 ? [handler.slice(0, dot), handler.slice(dot + 1)] : [handler, 'handler'];
  const base = posix.normalize(posix.join(folder, path));
  // What a compiler writes into `dist` lies in `src`, or beside it.
  const [, inside = base] = /^(?:\.build|dist|build|lib|out)\/(?:src\/)?(.+)$/.exec(base) ?? [];
  const bases = inside === base ? [base] : [`src/${inside}`, inside, base];
  const found = bases
    .flatMap((one) => extensions.map((extension) => `${one}${extension}`))
    .find((file) => existsSync(join(root, file)));
  return found === undefined ? undefined : { entry: found, ...(exported === 'handler' ? {} : { handler: exported }) };
}

/** What AWS still lets one create; an older one is raised. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
const currentRuntimes = new Set(['nodejs22.x', 'nodejs24.x']);

export const isNode = (runtime: unknown): boolean => runtime === undefined || asText(runtime).startsWith('nodejs');

/** The runtime to write down, and what to say about it. */
export function raiseRuntime(runtime: unknown): { readonly runtime?: string; readonly note?: string } {
  if (runtime === undefined || runtime === 'nodejs22.x') return {};
  const text = asText(runtime);
  if (!isNode(text) || currentRuntimes.has(text)) return { runtime: text };
  return { note: `runtime ${text} has become nodejs22.x: AWS takes no new functions of old ones for long` };
}
