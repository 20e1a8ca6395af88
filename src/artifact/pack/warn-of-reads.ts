import { posix } from 'node:path';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import type { RunTimeRead } from '../bundle/run-time-reads.ts';
import type { FileEntry } from '../collect/file-entry.ts';

/** Files that the code reads when it runs and that are not where it will look for them. One warning per package. */
export function warnOfReads(
  reads: readonly RunTimeRead[],
  entries: readonly FileEntry[],
  /** What was said of the bundle before. */
  warnings: readonly PackagingWarning[],
): PackagingWarning[] {
  const said = new Set(warnings.map(({ next }) => next));
  const missing = reads.filter(({ expected }) => !entries.some(({ path }) => isThere(path, expected)));
  const packages = new Set<string>();
  const found = missing.flatMap((read) => {
    if (read.packageName === undefined) return [warnOfOwn(read, entries)];
    if (packages.has(read.packageName)) return [];
    packages.add(read.packageName);
    return [warnOfPackage(read, read.packageName)];
  });
  return found.filter(({ next }) => !said.has(next));
}

function isThere(path: string, expected: string): boolean {
  return path === expected || path.startsWith(`${expected}/`);
}

function warnOfOwn(read: RunTimeRead, entries: readonly FileEntry[]): PackagingWarning {
  const { module, line, source, expected } = read;
  return {
    kind: 'run-time-file',
    message: `it seems to read ${source} when it runs, and the zip has no ${expected}`,
    file: module,
    line,
    next: expected.startsWith('..') ? reachAbove(read, entries) : shipAsset(read),
  };
}

function shipAsset({ source, expected, isFolder }: RunTimeRead): string {
  // What is in a folder is copied into `to`, a file beside others of it.
  const [folder, usual] = isFolder ? [expected, source] : [posix.dirname(expected), posix.dirname(source)];
  const to = folder === usual ? '' : `, to: '${folder}'`;
  return `assets: [{ from: '${source}'${to} }]`;
}

/** Where the bundle lies as the module does, everything is where the module looks for it. */
function reachAbove({ module, source }: RunTimeRead, entries: readonly FileEntry[]): string {
  const folder = posix.dirname(module);
  if (module.startsWith('..') || source.startsWith('..') || folder === '.') return `move ${source} beside the code`;
  const isShipped = entries.some(({ path }) => isThere(path, source));
  return `bundle: { outdir: '${folder}' }${isShipped ? '' : `, assets: ['${source}']`}`;
}

function warnOfPackage({ module, line, source }: RunTimeRead, name: string): PackagingWarning {
  return {
    kind: 'run-time-file',
    message: `${name} seems to read ${source} when it runs, and bundled it will not find it`,
    file: module,
    line,
    next: `bundle: { nodeModules: ['${name}'] }`,
  };
}
