import { posix } from 'node:path';
import type { FunctionSource } from '../../model/artifact.ts';
import type { RunTimeRead } from '../bundle/run-time-reads.ts';
import type { FileEntry } from '../collect/file-entry.ts';

/** Where a bundle lies in the zip. What code reads by `../views` is in the zip only when the code is in a folder of it. */
export interface Placed {
  readonly entries: (files: readonly FileEntry[]) => FileEntry[];
  readonly reads: (reads: readonly RunTimeRead[]) => RunTimeRead[];
  /** The file has a name of the packager's; what it exports is the user's. */
  readonly handler: string;
}

export function placeBundle({ bundle, handler }: FunctionSource): Placed {
  const inside = (path: string): string => posix.join(bundle.outdir ?? '', path);
  return {
    entries: (files) => files.map((file) => ({ ...file, path: inside(file.path) })),
    reads: (reads) =>
      reads.map((read) => (read.isFromTaskFolder ? read : { ...read, expected: inside(read.expected) })),
    handler: inside(`index.${handler.slice(handler.lastIndexOf('.') + 1)}`),
  };
}
