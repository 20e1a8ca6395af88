import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { FunctionSource } from '../../model/artifact.ts';
import type { MeasuredFunction } from '../../model/packaged-service.ts';
import type { CacheFolder } from '../cache/cache-folder.ts';
import { isRacy, stateOf } from '../cache/entries-record.ts';
import { quickSum } from '../cache/quick-sum.ts';
import { readSealed, writeSealed } from '../cache/sealed-json.ts';
import { RACY_MS, statKey } from '../cache/stat-key.ts';
import type { FileEntry } from '../collect/file-entry.ts';
import { compilePatterns } from '../collect/glob.ts';
import { walkTree } from '../collect/walk-tree.ts';
import { splitPackage } from './size-parts.ts';

/** What package managers write last when they install: as long as it has not moved, neither has the rest. */
const installMarks = ['.package-lock.json', '.modules.yaml', '.yarn-integrity', '.yarn-state.yml'];

interface TrustedRecord {
  readonly source: string;
  readonly install: string;
  /** Of what was installed, below the source's. */
  readonly folders: readonly string[];
  readonly foldersState: number;
  /** Of the files outside of node_modules. */
  readonly own: string;
  readonly measured: MeasuredFunction;
}

/**
 * A folder's sizes as they were measured, when its own files, the mark of the last install and the folders of all
 * installed packages have not moved: a package that came or went by hand is noticed. A file inside of one that was
 * written over by hand is not: packaging looks at every file, this only weighs.
 */
export async function readTrusted(
  cache: CacheFolder,
  service: string,
  source: FunctionSource,
): Promise<MeasuredFunction | undefined> {
  if (!cache.reads || !canBeTrusted(source)) return undefined;
  const record = readSealed(cache.record('trusted', service, source.name)) as TrustedRecord | undefined;
  if (record?.source !== JSON.stringify(source) || record.install !== installState(source)) return undefined;
  if (record.measured.artifact && !existsSync(record.measured.artifact.zipPath)) return undefined;
  if (stateOfTimes(timesOf(source.path, record.folders)) !== record.foldersState) return undefined;
  return (await stateOf(ownFiles(source))) === record.own ? { ...record.measured, reused: true } : undefined;
}

export async function writeTrusted(
  cache: CacheFolder,
  service: string,
  source: FunctionSource,
  found: {
    readonly measured: MeasuredFunction;
    readonly entries: readonly FileEntry[];
    readonly lookedAtMs: number;
  },
): Promise<void> {
  const install = canBeTrusted(source) ? installState(source) : undefined;
  if (install === undefined) return;
  const files = ownFiles(source);
  const folders = installedFolders(found.entries);
  const times = timesOf(source.path, folders);
  if (isRacy(files, found.lookedAtMs) || times.some((at) => at > found.lookedAtMs - RACY_MS)) return;
  const record: TrustedRecord = {
    source: JSON.stringify(source),
    install,
    folders,
    foldersState: stateOfTimes(times),
    own: await stateOf(files),
    measured: found.measured,
  };
  writeSealed(cache.record('trusted', service, source.name), record);
}

/** A layer of files would have to be looked at too. */
function canBeTrusted({ kind, layers }: FunctionSource): boolean {
  return kind === 'folder' && layers.every((layer) => layer.kind === 'arn');
}

function installState({ path }: FunctionSource): string | undefined {
  for (const name of installMarks) {
    const stats = lstatSync(join(path, 'node_modules', name), { throwIfNoEntry: false });
    if (stats) return `${name} ${statKey(stats)}`;
  }
  return undefined;
}

function ownFiles({ path, exclude }: FunctionSource): FileEntry[] {
  const isUnwanted = compilePatterns(exclude);
  const isExcluded = (name: string): boolean => name === 'node_modules' || isUnwanted(name);
  return walkTree(path, { prefix: '', isExcluded, links: 'keep' });
}

/** Those of the packages and above them: what lies deeper is installed and removed together with its package. */
function installedFolders(entries: readonly FileEntry[]): string[] {
  const folders = new Set<string>();
  for (const { path } of entries) {
    if (!path.startsWith('node_modules/')) continue;
    const inside = splitPackage(path)?.path ?? path.slice(0, path.lastIndexOf('/'));
    for (let end = inside.length; end > 0; end = inside.lastIndexOf('/', end - 1)) {
      const folder = inside.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return [...folders];
}

/** When each was last moved, ms; 0: it is not there. */
function timesOf(base: string, folders: readonly string[]): Float64Array {
  return Float64Array.from(folders, (folder) => lstatSync(`${base}/${folder}`, absentIsUndefined)?.mtimeMs ?? 0);
}

const absentIsUndefined = { throwIfNoEntry: false } as const;

const stateOfTimes = (times: Float64Array): number => quickSum(new Uint8Array(times.buffer));
