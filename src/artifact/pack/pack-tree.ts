import { existsSync, readdirSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import { ArtifactError } from '../artifact-error.ts';
import { collectFolder, type FolderRules } from '../collect/collect-folder.ts';
import { sumBytes, type FileEntry } from '../collect/file-entry.ts';
import { takePrebuilt } from '../zip/take-prebuilt.ts';
import { zipEntries } from '../zip/zip-entries.ts';
import type { PackWork, PackedTree } from './packed-function.ts';

/** Called with what is zipped, when it is zipped anew and while it is. */
type WhileZipping = (entries: readonly FileEntry[]) => void;

/** Zips entries, unless they are more than Lambda takes: a file of gigabytes is not even opened. */
export async function packEntries(
  work: PackWork,
  name: readonly string[],
  entries: readonly FileEntry[],
  whileZipping?: WhileZipping,
): Promise<Pick<PackedTree, 'entries' | 'zipped'>> {
  if (sumBytes(entries) >= work.limitBytes) return { entries };
  const { cache, lookedAtMs, inTurn, pool } = work;
  const request = { name: fullName(work, name), entries, cache, lookedAtMs, inTurn, pool };
  const whilePacking = whileZipping && ((): void => whileZipping(entries));
  return { entries, zipped: await zipEntries({ ...request, ...(whilePacking && { whilePacking }) }) };
}

/** A folder or a zip that is ready to run. Throws ENTRY_MISSING, BROKEN_ZIP and what collecting throws. */
export async function packPrebuilt(
  work: PackWork,
  name: readonly string[],
  from: FolderRules & {
    readonly path: string;
    /** What is shipped beside the folder's files. */
    readonly complete?: (entries: readonly FileEntry[]) => readonly FileEntry[];
    readonly whileZipping?: WhileZipping;
  },
): Promise<PackedTree> {
  if (look(from.path).isDirectory()) {
    if (willNeedThreads(work, name, from.path)) await work.pool();
    const files = collectFolder(from.path, from);
    const packed = await packEntries(work, name, from.complete?.(files) ?? files, from.whileZipping);
    return { ...packed, warnings: [] };
  }
  const { cache, limitBytes } = work;
  try {
    const options = { name: fullName(work, name), limitBytes };
    const { entries, zipped, unreadable } = await takePrebuilt(from.path, cache, options);
    return { entries, ...(zipped && { zipped }), warnings: warnOfModes(from.path, unreadable) };
  } catch (error) {
    if (!(error instanceof ArtifactError) || error.code !== 'BROKEN_ZIP') throw error;
    throw new ArtifactError('BROKEN_ZIP', error.message, [`${from.path}: ${error.details.join('; ')}`], {
      next: error.next,
    });
  }
}

const fullName = (work: PackWork, name: readonly string[]): string[] => [work.serviceName, ...name];

/** Fewer packages are seldom worth threads (`open-runner.ts`): then they are started when the size is known. */
const MANY_PACKAGES = 32;

/** A thread takes as long to start as thousands of files to be looked at: both are done side by side the first time. */
function willNeedThreads(work: PackWork, name: readonly string[], folder: string): boolean {
  if (existsSync(work.cache.record('entries', ...fullName(work, name)))) return false;
  return ['node_modules', 'nodejs/node_modules'].some((place) => countNames(join(folder, place)) >= MANY_PACKAGES);
}

function countNames(folder: string): number {
  try {
    return readdirSync(folder).length;
  } catch {
    // What is wrong with it is said when its files are looked at.
    return 0;
  }
}

function look(path: string): Stats {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() || stats?.isFile()) return stats;
  throw new ArtifactError('ENTRY_MISSING', 'the folder or zip is not there', [path]);
}

function warnOfModes(path: string, unreadable: readonly string[]): PackagingWarning[] {
  const [first] = unreadable;
  if (first === undefined) return [];
  const message = `Lambda runs as another user and cannot read ${unreadable.length} files of the zip, ${first} among them`;
  return [
    {
      kind: 'unreadable-mode',
      message,
      file: path,
      next: 'build the zip with files that everybody may read (chmod -R a+rX)',
    },
  ];
}
