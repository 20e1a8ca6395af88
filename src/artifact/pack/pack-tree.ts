import { statSync, type Stats } from 'node:fs';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import { ArtifactError } from '../artifact-error.ts';
import { collectFolder, type FolderRules } from '../collect/collect-folder.ts';
import { sumBytes, type FileEntry } from '../collect/file-entry.ts';
import { takePrebuilt } from '../zip/take-prebuilt.ts';
import { zipEntries } from '../zip/zip-entries.ts';
import type { PackWork, PackedTree } from './packed-function.ts';

/** Zips entries, unless they are more than Lambda takes: a file of gigabytes is not even opened. */
export async function packEntries(
  work: PackWork,
  name: readonly string[],
  entries: readonly FileEntry[],
): Promise<Pick<PackedTree, 'entries' | 'zipped'>> {
  if (sumBytes(entries) >= work.limitBytes) return { entries };
  const { cache, lookedAtMs, inTurn } = work;
  const fullName = [work.serviceName, ...name];
  return { entries, zipped: await zipEntries({ name: fullName, entries, cache, lookedAtMs, inTurn }) };
}

/** A folder or a zip that is ready to run. Throws ENTRY_MISSING, BROKEN_ZIP and what collecting throws. */
export async function packPrebuilt(
  work: PackWork,
  name: readonly string[],
  from: FolderRules & {
    readonly path: string;
    /** What is shipped beside the folder's files. */
    readonly complete?: (entries: readonly FileEntry[]) => readonly FileEntry[];
  },
): Promise<PackedTree> {
  if (look(from.path).isDirectory()) {
    const files = collectFolder(from.path, from);
    return { ...(await packEntries(work, name, from.complete?.(files) ?? files)), warnings: [] };
  }
  const { cache, limitBytes } = work;
  try {
    const options = { name: [work.serviceName, ...name], limitBytes };
    const { entries, zipped, unreadable } = await takePrebuilt(from.path, cache, options);
    return { entries, ...(zipped && { zipped }), warnings: warnOfModes(from.path, unreadable) };
  } catch (error) {
    if (!(error instanceof ArtifactError) || error.code !== 'BROKEN_ZIP') throw error;
    throw new ArtifactError('BROKEN_ZIP', error.message, [`${from.path}: ${error.details.join('; ')}`], {
      next: error.next,
    });
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
