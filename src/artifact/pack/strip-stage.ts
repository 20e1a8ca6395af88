import { hash } from 'node:crypto';
import { posix } from 'node:path';
import type { FunctionSource } from '../../model/artifact.ts';
import { stageStripper } from '../bundle/preview-path.ts';
import type { FileEntry } from '../collect/file-entry.ts';
import { handlerFile } from '../collect/handler-file.ts';

const WRAPPER = 'ship-stage.mjs';

/** The handler of what was built elsewhere, or that of a file beside it which takes the preview stage off the paths of events first. */
export function handlerOfReady({ handler }: FunctionSource, entries: readonly FileEntry[]): string {
  return entries.some(({ path }) => path === WRAPPER) ? WRAPPER.replace(/mjs$/, 'handler') : handler;
}

export function withStripper(source: FunctionSource, entries: readonly FileEntry[]): readonly FileEntry[] {
  const file = isWrapped(source) ? handlerFile(source, entries) : undefined;
  if (file === undefined) return entries;
  const content = Buffer.from(wrapperOf(file, source.handler));
  const from = { kind: 'memory', sha256: hash('sha256', content, 'hex'), read: () => content } as const;
  return [...entries, { path: WRAPPER, executable: false, bytes: content.length, from }];
}

const isWrapped = ({ kind, bundle }: FunctionSource): boolean => kind === 'folder' && bundle.stripStage === true;

// What a CommonJS file exports is seen by name only where Node.js finds the names by reading it.
function wrapperOf(file: string, handler: string): string {
  const names = posix.basename(handler).split('.').slice(1);
  const url = `./${file.split('/').map(encodeURIComponent).join('/')}`;
  return `import * as entry from ${JSON.stringify(url)};
${stageStripper}const names = ${JSON.stringify(names)};
const find = (exported) => names.reduce((found, name) => found?.[name], exported);
export const handler = wrap(find(entry) ?? find(entry.default));
`;
}
