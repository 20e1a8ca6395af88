import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import type { ModuleGraph } from './module-graph.ts';
import { prismaFiles } from './prisma-files.ts';
import { withSlashes } from '../../model/with-slashes.ts';

/** A file or folder that a module seems to read when it runs. The bundler does not see it. */
export interface RunTimeRead {
  /** Relative to the service's root. */
  readonly module: string;
  readonly line: number;
  /** What is read, as it lies on this disk, relative to the service's root. */
  readonly source: string;
  /** Where the bundled code will look for it, from where it lies in the zip. Starts with `..` when that is outside of it. */
  readonly expected: string;
  /** All that is in the folder is read, not one file. */
  readonly isFolder?: boolean;
  /** Looked for from the working directory, wherever the bundle lies. */
  readonly isFromTaskFolder?: boolean;
  /** Package that the module belongs to; absent: the service's own code. */
  readonly packageName?: string;
}

const TEXT = String.raw`'[^'\n]*'|"[^"\n]*"|` + '`[^`$\\n]*`';
const HERE = String.raw`(?:__dirname|import\.meta\.dirname)`;
const TASK = String.raw`(?:process\.cwd\(\)|process\.env\.LAMBDA_TASK_ROOT)`;
const JOIN = String.raw`(?:join|resolve)\(\s*`;
const LIST = `((?:${TEXT})(?:\\s*,\\s*(?:${TEXT}))*)`;

/** Beside the module: where it lies on this disk and where it lies in the zip are two folders. */
const besideModule = [
  new RegExp(`${JOIN}${HERE}\\s*,\\s*(?:[\\w$.]+\\s*(?:\\|\\||\\?\\?)\\s*)*${LIST}`, 'g'),
  new RegExp(`${HERE}\\s*\\+\\s*(${TEXT})`, 'g'),
  /\$\{(?:__dirname|import\.meta\.dirname)\}(\/[^`$'"\n]+)/g,
  new RegExp(`new URL\\(\\s*(${TEXT})\\s*,\\s*import\\.meta\\.url\\s*\\)`, 'g'),
  /\brequire\.resolve\(\s*('\.[^'\n]*'|"\.[^"\n]*")\s*\)/g,
];

/** From the working directory, which is the service's folder here and the task folder there. */
const fromTaskFolder = [
  new RegExp(`${JOIN}${TASK}\\s*,\\s*${LIST}`, 'g'),
  new RegExp(`(?:readFile|readFileSync|createReadStream|readdir|readdirSync)\\(\\s*(${TEXT})`, 'g'),
];

/** Each pattern has one of them. */
const placeWords = ['__dirname', 'import.meta.', 'require.resolve'];
const taskWords = ['process.cwd', 'LAMBDA_TASK_ROOT', 'readFile', 'readdir', 'createReadStream'];

const mentionsPlace = [
  '__dirname',
  '__filename',
  '__shipDirname',
  '__shipFilename',
  '__shipModuleUrl',
  'import.meta',
  '.resolve(',
];

/** Found by pattern, in what is really in the bundle: only literal paths that are there on this disk. */
export function findRunTimeReads(
  graph: ModuleGraph,
  code: Uint8Array,
  {
    root,
    seen,
  }: { readonly root: string; /** Modules that were looked at, of other bundles too. */ readonly seen: SeenReads },
): RunTimeRead[] {
  const text = Buffer.from(code.buffer, code.byteOffset, code.byteLength);
  const anyPlace = mentionsPlace.some((word) => text.includes(word));
  return graph.paths.flatMap((path, index) => {
    const isOwn = !path.includes('node_modules/');
    if (graph.bytes[index] === 0 || (!isOwn && !anyPlace) || !/\.[cm]?[jt]sx?$/.test(path)) return [];
    const reads = seen.get(path) ?? readsIn({ path, file: resolve(root, path), root, isOwn });
    seen.set(path, reads);
    return reads;
  });
}

export type SeenReads = Map<string, RunTimeRead[]>;

interface Module {
  readonly path: string;
  readonly file: string;
  readonly root: string;
  readonly isOwn: boolean;
}

function readsIn(module: Module): RunTimeRead[] {
  const text = readMentioning(module.file, module.isOwn ? [...placeWords, ...taskWords] : placeWords);
  const ofPrisma = prismaFiles(module.file, text);
  if (ofPrisma.length > 0)
    return ofPrisma.flatMap((name) => toRead(module, dirname(module.file), { relative: name, line: 1 }));
  const beside = literals(text, besideModule).flatMap((found) => toRead(module, dirname(module.file), found));
  // What a package reads from the working directory is the user's: configuration, not its own files.
  const fromTask = module.isOwn
    ? literals(text, fromTaskFolder).flatMap((found) =>
        toRead(module, module.root, found).map((read) => ({ ...read, isFromTaskFolder: true })),
      )
    : [];
  return [...beside, ...fromTask];
}

/** A file's text when it has one of the words: of a thousand files hardly one does, and bytes are searched at once. */
function readMentioning(file: string, words: readonly string[]): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return ''; // A module that only exists in the bundler.
  }
  return words.some((word) => bytes.includes(word)) ? bytes.toString() : '';
}

interface Literal {
  readonly relative: string;
  readonly line: number;
}

function literals(text: string, patterns: readonly RegExp[]): Literal[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({
      relative: join('.', ...unquote(match[1] ?? '')),
      line: text.slice(0, match.index).split('\n').length,
    })),
  );
}

function unquote(list: string): string[] {
  if (list.startsWith('/')) return [list];
  return [...list.matchAll(new RegExp(TEXT, 'g'))].map(([quoted]) => quoted.slice(1, -1));
}

function toRead(module: Module, folder: string, { relative, line }: Literal): RunTimeRead[] {
  const target = join(folder, relative);
  if (relative === '.' || relative === '..' || !existsSync(target)) return [];
  const isFolder = statSync(target).isDirectory();
  if (isFolder && target === module.root) return [];
  const packageName = packageOf(module.path);
  return [
    {
      module: module.path,
      line,
      source: posix.relative(withSlashes(module.root), withSlashes(target)),
      expected: posix.normalize(withSlashes(relative).replace(/\/$/, '')),
      ...(isFolder && { isFolder }),
      ...(packageName !== undefined && { packageName }),
    },
  ];
}

/** Name of the installed package that a path lies in. */
export function packageOf(path: string): string | undefined {
  const at = path.lastIndexOf('node_modules/');
  if (at < 0) return undefined;
  const start = at + 'node_modules/'.length;
  const first = path.indexOf('/', start);
  const end = path[start] === '@' && first >= 0 ? path.indexOf('/', first + 1) : first;
  return end < 0 ? path.slice(start) : path.slice(start, end);
}
