import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs';
import { RACY_MS } from '../cache/stat-key.ts';

/** What a bundle depends on: files by content, folders by what is in them. */
export interface TrackedInputs {
  readonly files: readonly string[];
  /** A name more or less may be found first: `util.ts` beside `util/index.ts`, a package in a nearer node_modules. */
  readonly folders: readonly string[];
  /** Folders above: only what marks a package or a project matters, since their other names change all the time. */
  readonly ancestors: readonly string[];
}

const markers = ['node_modules', 'package.json', 'tsconfig.json', 'jsconfig.json'];
/** They change all the time, and nobody's code lies there. */
export const ignoredNames: ReadonlySet<string> = new Set(['.git', '.ship', '.DS_Store']);

/** One of them, with what about it matters. */
export interface TrackedInput {
  readonly kind: 'file' | 'folder' | 'ancestor';
  readonly path: string;
}

/** In an order that depends on the paths only. */
export function listInputs({ files, folders, ancestors }: TrackedInputs): TrackedInput[] {
  return [
    ...files.map((path) => ({ kind: 'file', path }) as const),
    ...folders.map((path) => ({ kind: 'folder', path }) as const),
    ...ancestors.map((path) => ({ kind: 'ancestor', path }) as const),
  ];
}

export function keyOf({ kind, path }: TrackedInput): string {
  return `${kind}\0${path}`;
}

const NUMBERS_OF_FILE = 4;
const absentIsUndefined = { throwIfNoEntry: false } as const;

/**
 * All states as the file system knows them: equal means that nothing has to be looked at. Numbers, since this is asked at
 * every start, and a thousand of them as text take as long as asking the system for them.
 */
export function inputsState({ files, folders, ancestors }: TrackedInputs): string {
  // What is absent stays zero.
  const numbers = new Float64Array(files.length * NUMBERS_OF_FILE + folders.length);
  let at = 0;
  for (const path of files) {
    const stats = lstatSync(path, absentIsUndefined);
    if (stats) {
      numbers[at] = stats.size;
      numbers[at + 1] = stats.mtimeMs;
      numbers[at + 2] = stats.ctimeMs;
      numbers[at + 3] = stats.ino;
    }
    at += NUMBERS_OF_FILE;
  }
  // A folder's size and number say nothing that its times do not say.
  for (const path of folders) numbers[at++] = lstatSync(path, absentIsUndefined)?.mtimeMs ?? 0;
  return `${Buffer.from(numbers.buffer).toString('base64')}\n${ancestors.map(ancestorState).join('\n')}`;
}

/** Names come and go in the folders of people; in those of packages they stay, and one question does for four. */
function ancestorState(path: string): string {
  if (!isOfPackage(path)) return markersIn(path);
  return String(lstatSync(path, absentIsUndefined)?.mtimeMs ?? 0);
}

const isOfPackage = (path: string): boolean => path.includes('/node_modules/');

/** What about it matters, read. */
export function readInput({ kind, path }: TrackedInput): string | Uint8Array {
  if (kind === 'ancestor') return markersIn(path);
  try {
    return kind === 'file' ? readFileSync(path) : namesIn(path);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unreadable';
  }
}

/** Written to so shortly before that moment, or since, that it may be written to again unseen. */
export function isRacyInput({ kind, path }: TrackedInput, lookedAtMs: number): boolean {
  const hasTimes = kind !== 'ancestor' || isOfPackage(path);
  const stats = hasTimes ? lstatSync(path, absentIsUndefined) : undefined;
  return stats !== undefined && Math.max(stats.mtimeMs, kind === 'file' ? stats.ctimeMs : 0) > lookedAtMs - RACY_MS;
}

function namesIn(folder: string): string {
  return readdirSync(folder)
    .filter((name) => !ignoredNames.has(name))
    .toSorted()
    .join('\0');
}

function markersIn(folder: string): string {
  // Not `join`: it would take longer than asking.
  return `has ${markers.filter((name) => existsSync(`${folder}/${name}`)).join(', ')}`;
}
