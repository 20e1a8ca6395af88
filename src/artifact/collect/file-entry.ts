/** One entry of a zip-to-be. `path` uses forward slashes, has no leading one and no `..`. */
export interface FileEntry {
  readonly path: string;
  readonly executable: boolean;
  /** Uncompressed. Of a link: the length of its text, which is what a zip holds of it. */
  readonly bytes: number;
  readonly from: FileOrigin;
}

export type FileOrigin = DiskOrigin | MemoryOrigin | LinkOrigin;

export interface DiskOrigin {
  readonly kind: 'disk';
  /** Absolute. */
  readonly path: string;
  /** See `stat-key.ts`: as the file was when it was collected. */
  readonly stat: string;
}

/** A bundle's output: known by its content before it is read. */
export interface MemoryOrigin {
  readonly kind: 'memory';
  readonly sha256: string;
  readonly read: () => Uint8Array;
}

export interface LinkOrigin {
  readonly kind: 'link';
  /** Relative to the link's own folder, inside the tree. */
  readonly target: string;
}

/** By code unit, the same on every machine; a locale would sort by its own rules. */
export function sortEntries(entries: readonly FileEntry[]): FileEntry[] {
  return entries.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

export function sumBytes(entries: readonly FileEntry[]): number {
  let sum = 0;
  for (const { bytes } of entries) sum += bytes;
  return sum;
}
