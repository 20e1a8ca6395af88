import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Draft } from './draft.ts';

const places = [
  'src/main',
  'src/index',
  'src/handler',
  'src/lambda',
  'src/app',
  'handler',
  'index',
  'lambda',
  'main',
  'app',
];
const extensions = ['ts', 'mts', 'js', 'mjs', 'cjs'];

/** A service with one function that gets every request: the first file that exports a handler, or the one named. The others are noted. */
export function draftFromCode(root: string, named?: string): Draft | undefined {
  const candidates = named
    ? [named]
    : places.flatMap((place) => extensions.map((extension) => `${place}.${extension}`));
  const found = candidates
    .filter((file) => existsSync(join(root, file)))
    .map((file) => ({ file, exported: exportOf(readFileSync(join(root, file), 'utf8')) }))
    .filter(({ exported }) => exported !== undefined || named !== undefined);
  const [first, ...others] = found;
  if (!first) return undefined;
  const { file, exported } = first;
  const handler = exported === undefined || exported === 'handler' ? {} : { handler: exported };
  return {
    name: nameOf(root),
    functions: [
      { name: 'main', config: { entry: file, ...handler }, routes: [{ key: '$default', payload: '2.0' }], events: [] },
    ],
    defaults: {},
    authorizers: {},
    resources: {},
    cors: false,
    tags: {},
    notTaken: others.map(
      (other) => `${other.file} exports ${other.exported} too: take it with --entry ${other.file}, or break it out`,
    ),
  };
}

/** `handler`, `lambdaHandler`, ...: whatever is exported and called so. */
function exportOf(source: string): string | undefined {
  const inModule = /export\s+(?:const|let|var|async function|function)\s+(\w*[hH]andler)\b/.exec(source)?.[1];
  const named = /export\s*\{[^}]*?\b(?:\w+\s+as\s+)?(\w*[hH]andler)\b/.exec(source)?.[1];
  return inModule ?? named ?? /(?:module\.)?exports\.(\w*[hH]andler)\s*=/.exec(source)?.[1];
}

function nameOf(root: string): string {
  try {
    const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name?: unknown };
    if (typeof name === 'string') return name.replace(/^@[^/]*\//, '');
  } catch {
    // No package.json: the folder's name is as good.
  }
  return basename(root);
}
