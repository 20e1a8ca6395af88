import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { FunctionSource } from '../../model/artifact.ts';
import type { MeasuredFunction } from '../../model/packaged-service.ts';
import type { CacheFolder } from '../cache/cache-folder.ts';
import { isRacy, stateOf } from '../cache/entries-record.ts';
import { readSealed, writeSealed } from '../cache/sealed-json.ts';
import { statKey } from '../cache/stat-key.ts';
import type { FileEntry } from '../collect/file-entry.ts';
import { compilePatterns } from '../collect/glob.ts';
import { walkTree } from '../collect/walk-tree.ts';

/** What package managers write last when they install: as long as it has not moved, neither has the rest. */
const installMarks = ['.package-lock.json', '.modules.yaml', '.yarn-integrity', '.yarn-state.yml'];

interface TrustedRecord {
  readonly source: string;
  readonly install: string;
  /** Of the files outside of node_modules. */
  readonly own: string;
  readonly measured: MeasuredFunction;
}

/**
 * A folder's sizes as they were measured, when its own files and the mark of the last install have not moved. What was
 * changed by hand inside node_modules goes unnoticed, so this is for hooks: packaging looks at every file.
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
  return (await stateOf(ownFiles(source))) === record.own ? { ...record.measured, reused: true } : undefined;
}

export async function writeTrusted(
  cache: CacheFolder,
  service: string,
  source: FunctionSource,
  found: { readonly measured: MeasuredFunction; readonly lookedAtMs: number },
): Promise<void> {
  const install = canBeTrusted(source) ? installState(source) : undefined;
  if (install === undefined) return;
  const files = ownFiles(source);
  if (isRacy(files, found.lookedAtMs)) return;
  const record: TrustedRecord = {
    source: JSON.stringify(source),
    install,
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
